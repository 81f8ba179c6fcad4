import type { BookId } from "../../domain/ids.ts";
import { withSealed } from "../../eventlog/replication/server-address.ts";
import { type BookCatalog, type BookEntry, withIntention, withShared } from "./book-catalog.ts";

/**
 * A registry of books that lasts as long as the page, for browsers without storage, and where the
 * stored one cannot be read.
 * @param known the books that it lists from the start.
 */
export function createMemoryCatalog(known: readonly BookEntry[] = []): BookCatalog {
  const books = new Map<BookId, BookEntry>(known.map((entry) => [entry.id, entry]));
  const change = async (id: BookId, changed: (entry: BookEntry) => BookEntry): Promise<void> => {
    const entry = books.get(id);
    if (entry) books.set(id, changed(entry));
  };

  return {
    list: async () => [...books.values()].sort((a, b) => a.createdAt - b.createdAt),
    unlisted: async () => [],
    find: async (id) => books.get(id),
    async openLast(fresh) {
      const [last] = [...books.values()].sort((a, b) => b.openedAt - a.openedAt);
      if (!last) books.set(fresh.id, fresh);
      return last ?? fresh;
    },
    async add(entry, shared) {
      books.set(entry.id, shared ? withShared(entry, withSealed(shared, undefined)) : entry);
    },
    async takeBack(entry) {
      if (!books.has(entry.id)) books.set(entry.id, entry);
    },
    rename: (id, name) => change(id, (entry) => ({ ...entry, name })),
    touch: (id, openedAt) => change(id, (entry) => ({ ...entry, openedAt })),
    noteCare: (id, care) => change(id, (entry) => ({ ...entry, care: { ...entry.care, ...care } })),
    intend: (id, intention) =>
      change(id, (entry) =>
        withIntention(
          entry,
          intention?.kind === "sharing"
            ? { ...intention, address: withSealed(intention.address, undefined) }
            : intention,
        ),
      ),
    share: (id, shared) =>
      change(id, (entry) => withShared(entry, shared && withSealed(shared, undefined))),
    changeSecret: (id, address) =>
      change(id, (entry) =>
        entry.shared ? { ...entry, shared: withSealed(address, undefined) } : entry,
      ),
    openSecret: async () => undefined,
    sealSecrets: async () => {},
    async remove(id) {
      books.delete(id);
    },
  };
}
