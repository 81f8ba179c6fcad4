import { atOnceThenPaced } from "../../eventlog/at-once-then-paced.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import type { Presence } from "../../eventlog/shared-link.ts";
import type { BookSession } from "../book-session.ts";
import type { Other, SharingState } from "./sharing-state.ts";

/** Tells the others what this page looks at, and this page what the others do. */
export interface PresenceKeeper {
  /** Takes what somebody told. */
  hear(presence: Presence): void;
  /** Shows from now on what another page shows, until the person moves by themselves; nobody's when left out. */
  follow(id?: string): void;
}

/** What presence needs. */
export interface PresenceDependencies {
  readonly session: BookSession;
  readonly replica: EventLog;
  /** Of this page. */
  readonly id: string;
  /** Whoever signed in here. */
  readonly name: string;
  readonly now: () => EpochMs;
  announce(presence: Presence): void;
  sharing(): SharingState;
  change(part: Partial<SharingState>): void;
  readonly signal: AbortSignal;
}

/** Milliseconds between two announcements while somebody drags, and while nothing happens. */
const PACE = 150;
const SIGN_OF_LIFE = 4_000;
/** Milliseconds without any after which somebody is gone. */
const GONE = 12_000;

/** Makes the keeper of one page, and tells the others that it is here. */
export function keepPresence(dependencies: PresenceDependencies): PresenceKeeper {
  const { session, replica, id, name, now, announce, sharing, change, signal } = dependencies;
  const { store, time } = session;
  const heardAt = new Map<string, EpochMs>();
  let isBeingLed = false;

  const here = (): Presence => ({
    ...{ id, name, at: store.getState().cursor, head: sharing().certain },
  });
  const tell = atOnceThenPaced(() => announce(here()), PACE);

  const forgetThoseGone = (): void => {
    const others = sharing().others.filter((other) => now() - (heardAt.get(other.id) ?? 0) < GONE);
    if (others.length < sharing().others.length) change({ others });
  };
  const timer = setInterval(() => {
    tell();
    forgetThoseGone();
  }, SIGN_OF_LIFE);
  const stop = store.subscribe((state, before) => {
    // What was told before there was anybody to tell it to is told again.
    if (state.sharing?.link !== before.sharing?.link) tell();
    if (state.cursor === before.cursor) return;
    tell();
    if (!isBeingLed && sharing().following !== undefined) change({ following: undefined });
  });
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    stop();
    announce({ ...here(), leaves: true });
  });
  tell();

  /** Whether two copies are the same as far as both have come; true while that cannot be told. */
  const agreesWith = async ({ head }: Presence): Promise<boolean> => {
    const { position } = head;
    if (position === 0 || position > sharing().certain.position) return true;
    const [event] = await replica.read({ from: position, to: position });
    return !event || event.hash === head.hash;
  };

  const beLed = ({ at }: Presence): void => {
    isBeingLed = true;
    time.goTo(at);
    isBeingLed = false;
  };

  const take = async (presence: Presence): Promise<void> => {
    const agrees = await agreesWith(presence);
    const rest = sharing().others.filter((other) => other.id !== presence.id);
    if (presence.leaves) {
      const isLeader = sharing().following === presence.id;
      return change({ others: rest, ...(isLeader && { following: undefined }) });
    }
    const isNew = !heardAt.has(presence.id);
    heardAt.set(presence.id, now());
    const other: Other = { ...presence, agrees };
    change({ others: [...rest, other].sort((one, two) => (one.id < two.id ? -1 : 1)) });
    if (sharing().following === presence.id) beLed(presence);
    // So that whoever has just come need not wait to see who is here.
    if (isNew) tell();
  };

  return {
    hear(presence) {
      if (presence.id === id) return;
      // What cannot be compared now is compared the next time.
      take(presence).catch(() => {});
    },
    follow(followed) {
      change({ following: followed });
      const leader = sharing().others.find((other) => other.id === followed);
      if (leader) beLed(leader);
    },
  };
}
