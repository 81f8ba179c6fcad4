import { EMPTY_HEAD, type Head } from "../../eventlog/envelope.ts";
import type { OutboxItem } from "../../eventlog/replication/outbox.ts";
import type {
  Author,
  KnownAuthor,
  Misdated,
  Presence,
  Role,
} from "../../eventlog/replication/shared-link.ts";

/** How this browser stands with the shared log. */
export type LinkState =
  | { readonly kind: "connecting" }
  | { readonly kind: "synced" }
  /** Nobody answers; it is tried again. */
  | { readonly kind: "offline" }
  /** The engine answers, and refuses: a wrong password, no more room. It is tried again, seldom. */
  | { readonly kind: "refused"; readonly message: string }
  /** The person has to sign in: no password is kept here, or it is a wrong one. */
  | { readonly kind: "locked"; readonly message: string }
  /** What this browser has is not what the others have: nothing is sent any more, and nothing can be changed here. */
  | { readonly kind: "parted"; readonly message: string };

/** A shared book, as its screens see it. */
export interface SharingState {
  readonly link: LinkState;
  /** What the person may do, as it was told the last time; unknown before. */
  readonly role: Role | undefined;
  /** Milliseconds by which this device's clock is ahead of the server's, as it was found the last time. */
  readonly clockAhead: number;
  /**
   * Who signed what stands in the shared log, and who signs here; unknown before the first link.
   */
  readonly authors?: readonly KnownAuthor[];
  /** Commands whose recorded time is false by the server's clock. */
  readonly misdated?: readonly Misdated[];
  readonly author?: Author | undefined;
  /** The last event that stands in the shared log: what stands behind it waits to be sent. */
  readonly certain: Head;
  /** Commands that wait. */
  readonly waiting: number;
  /** Commands that were given, shown, and refused in the end: they wait to be read. */
  readonly refused: readonly OutboxItem[];
  /** Everybody else who has the book open, as far as a list may go, and how many more there are. */
  readonly others: readonly Other[];
  readonly more: number;
  /** The page whose moments this one shows. */
  readonly following: string | undefined;
}

/** Somebody else who has the book open. */
export interface Other extends Pick<Presence, "name" | "at"> {
  /** Of their page: no two people have the same. */
  readonly id: string;
  /** Whether their copy is the same as this one, as far as both have come. */
  readonly agrees: boolean;
}

/** A book that has just been opened. */
export const NOT_LINKED: SharingState = {
  link: { kind: "connecting" },
  role: undefined,
  clockAhead: 0,
  certain: EMPTY_HEAD,
  waiting: 0,
  refused: [],
  others: [],
  more: 0,
  following: undefined,
};
