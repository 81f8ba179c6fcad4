import type { EpochMs } from "../../eventlog/envelope.ts";
import type { Presence } from "../../eventlog/replication/shared-link.ts";
import type { Other } from "../store/sharing-state.ts";

/** The pages of others that were heard of, as many as can be kept. */
export interface PagesHere {
  /** Takes a presence. Returns whether its page is new, or undefined if there are too many. */
  hear(presence: Presence, agrees: boolean, now: EpochMs): "new" | "known" | undefined;
  /** Forgets a page, which tells so itself. */
  leave(presence: Presence): void;
  /** Forgets pages that were not heard of since. */
  forgetBefore(time: number): void;
  /** Those to be shown, in a steady order. */
  listed(): readonly Other[];
  /** How many there are besides. */
  more(): number;
  /** How many people have them open, at most as many as pages are shown. */
  people(): number;
}

/** Pages that are shown. */
const MAX_LISTED = 50;

/** Pages that are counted besides. */
const MAX_COUNTED = 450;

/** Pages of one person: made-up ids take no place from others. */
const MAX_OF_ONE = 8;

/** Makes an empty collection. */
export function createPagesHere(): PagesHere {
  const pages = new Map<string, { readonly other: Other; readonly heardAt: EpochMs }>();
  const pagesOf = (name: string): number =>
    [...pages.values()].filter(({ other }) => other.name === name).length;
  const hasRoom = (name: string): boolean =>
    pages.size < MAX_LISTED + MAX_COUNTED && pagesOf(name) < MAX_OF_ONE;

  return {
    hear(presence, agrees, now) {
      const id = pageOf(presence);
      const isKnown = pages.has(id);
      if (!isKnown && !hasRoom(presence.name)) return undefined;
      const { name, at } = presence;
      pages.set(id, { other: { id, name, at, agrees }, heardAt: now });
      return isKnown ? "known" : "new";
    },
    leave(presence) {
      pages.delete(pageOf(presence));
    },
    forgetBefore(time) {
      for (const [id, { heardAt }] of pages) if (heardAt < time) pages.delete(id);
    },
    listed: () =>
      [...pages.values()]
        .slice(0, MAX_LISTED)
        .map(({ other }) => other)
        .sort((one, two) => (one.id < two.id ? -1 : 1)),
    more: () => Math.max(pages.size - MAX_LISTED, 0),
    people: () =>
      Math.min(new Set([...pages.values()].map(({ other }) => other.name)).size, MAX_LISTED),
  };
}

/** The key of a page: its person's name with its id, since every page hears the ids of others. */
export function pageOf({ name, id }: Pick<Presence, "name" | "id">): string {
  return `${name} ${id}`;
}
