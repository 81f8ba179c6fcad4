import type { BookEntry, Damage } from "../../src/application/books/book-catalog.ts";
import type { ImportDependencies } from "../../src/application/files/import-log.ts";
import { type BookSession, createBookSession } from "../../src/application/session/book-session.ts";
import type { UsernameKey } from "../../src/domain/aggregates/username.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";

/** The moment at which everything in these tests happens. */
export const NOW = Date.parse("2026-05-03T14:02:07Z") as EpochMs;

/** A world outside that never surprises: a still clock, a key that shows nothing. */
export function createOutside(): ImportDependencies {
  return {
    now: () => NOW,
    newId: () => crypto.randomUUID(),
    randomKey: () => "ab".repeat(32) as UsernameKey,
    fetchSample: async () => [],
    openScratchLog: async () => createMemoryLog({ now: () => NOW }),
  };
}

/** A book that is open and replayed. */
export async function openSession(
  log: EventLog = createMemoryLog({ now: () => NOW }),
  outside: ImportDependencies = createOutside(),
  damage?: Damage,
): Promise<BookSession> {
  const book: BookEntry = {
    id: "00000000-0000-4000-8000-00000000000b" as BookId,
    name: "My book",
    createdAt: NOW,
    openedAt: NOW,
  };
  const session = createBookSession(book, log, outside);
  await session.replay(damage);
  return session;
}

/** A command that places one line. */
export function orderOf(client: string, productCode = "TEA", quantity = 1) {
  return { type: "PlaceOrder", client, lines: [{ productCode, quantity, unitPrice: 450 }] };
}
