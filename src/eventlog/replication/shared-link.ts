import type { CommandId, EpochMs, Head, Position } from "../envelope.ts";
import type { EventLog } from "../event-log.ts";
import type { Admission } from "./admission-policy.ts";

/** What the engine lets a person do in a shared book: read it, write to it, or also make and change the stream behind it. */
export type Role = "reader" | "writer" | "owner";

/** Somebody who has the book open, and what they look at. Told now and then, and kept nowhere. */
export interface Presence {
  /** Of one page of one browser, made anew whenever it is opened. */
  readonly id: string;
  /** The user's name, as the engine knows it; empty without credentials. */
  readonly name: string;
  readonly at: Position | "live";
  /** How far their copy has come. */
  readonly head: Head;
  /** Present when they are about to close it. */
  readonly leaves?: true;
}

/** Who signed a message: the name that a person has on the server, and the public key in hex. */
export interface Author {
  readonly name: string;
  readonly key: string;
}

/** An author of a log, and the first event they signed. */
export interface KnownAuthor extends Author {
  readonly since: Position;
}

/** A command that says of itself that it was recorded at another time than the engine stored it. */
export interface Misdated {
  readonly commandId: CommandId;
  /** Whether that is a refusal of it: anybody can refuse a command of any id. */
  readonly isRefusal: boolean;
  /** By the engine's clock; 0 where its writer has hidden that. */
  readonly storedAt: EpochMs;
}

/** What is found out when a link is opened, and later. */
export interface KnownOfLink {
  readonly role: Role;
  /** Milliseconds by which this device's clock is ahead of the engine's, as far as is known. */
  readonly clockAhead: number;
  /** Who signed what stands in the log, in the order of their first events. */
  readonly authors: readonly KnownAuthor[];
  /** The newest commands whose recorded time is false by the engine's clock. */
  readonly misdated: readonly Misdated[];
  /** Who signs what is written here; undefined where it is not signed. */
  readonly author: Author | undefined;
}

/** A replica tied to the shared log: while it lasts, what others write comes in, and what is written here goes out. */
export interface SharedLink extends KnownOfLink {
  /** The shared log, read from the replica. A write is answered once it stands in both. */
  readonly log: EventLog;
  /** Resolves once the replica has all that the shared log holds now. @throws SharedLogError when nobody answers. */
  catchUp(): Promise<void>;
  /** Calls the listener when any of what is known changes. The result stops it. */
  onKnown(listener: (known: KnownOfLink) => void): () => void;
  /** Tells everybody else who is here. */
  announce(presence: Presence): void;
  /** Tells `listener` what others announce. */
  onPresence(listener: (presence: Presence) => void): void;
  /** Resolves to the reason once the link is over. */
  readonly over: Promise<unknown>;
  close(): void;
}

/**
 * Ties a replica to its shared log; resolves once it has caught up.
 * @param admission what may stand in the log beyond what its chain tells: anything when left out.
 * @throws SharedLogError when that cannot be done.
 */
export type OpenSharedLink = (replica: EventLog, admission?: Admission) => Promise<SharedLink>;
