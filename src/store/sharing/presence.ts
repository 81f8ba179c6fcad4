import { atOnceThenPaced } from "../../eventlog/at-once-then-paced.ts";
import type { EpochMs, Head } from "../../eventlog/envelope.ts";
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
  /** The end of the log as this page knows it. */
  certain(): Head;
  sharing(): SharingState;
  change(part: Partial<SharingState>): void;
  readonly signal: AbortSignal;
}

/** Milliseconds between two announcements while somebody drags, and while nothing happens. */
const PACE = 150;
const SIGN_OF_LIFE = 4_000;
/** So many people give one as often as that; more of them give theirs less often, so that each page hears as much as before. */
const FEW = 10;
/** Signs of life that somebody may miss before they are gone. */
const MISSED = 3;

/** Makes the keeper of one page, and tells the others that it is here. */
export function keepPresence(dependencies: PresenceDependencies): PresenceKeeper {
  const { session, replica, id, name, now, announce, certain, sharing, change, signal } =
    dependencies;
  const { store, time } = session;
  const heardAt = new Map<string, EpochMs>();
  let toldAt = Number.NEGATIVE_INFINITY;
  let isBeingLed = false;

  const here = (): Presence => ({
    ...{ id, name, at: store.getState().cursor, head: certain() },
  });
  const tell = atOnceThenPaced(() => {
    toldAt = now();
    announce(here());
  }, PACE);

  const rest = (): number => SIGN_OF_LIFE * Math.ceil((sharing().others.length + 1) / FEW);
  const forgetThoseGone = (): void => {
    const gone = now() - (MISSED + 1) * rest();
    const others = sharing().others.filter((other) => (heardAt.get(other.id) ?? 0) >= gone);
    if (others.length < sharing().others.length) change({ others });
  };
  const timer = setInterval(() => {
    if (now() - toldAt >= rest()) tell();
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
    if (position === 0 || position > certain().position) return true;
    const [event] = await replica.read({ from: position, to: position });
    return !event || event.hash === head.hash;
  };

  const beLed = (at: Presence["at"]): void => {
    isBeingLed = true;
    time.goTo(at);
    isBeingLed = false;
  };

  const tellNewcomer = (): void => {
    if (!signal.aborted && now() - toldAt > PACE) tell();
  };

  const take = async (presence: Presence): Promise<void> => {
    const agrees = await agreesWith(presence);
    const others = sharing().others.filter((other) => other.id !== presence.id);
    if (presence.leaves) {
      heardAt.delete(presence.id);
      const isLeader = sharing().following === presence.id;
      return change({ others, ...(isLeader && { following: undefined }) });
    }
    const isNew = !heardAt.has(presence.id);
    heardAt.set(presence.id, now());
    const { name: called, at } = presence;
    const before = sharing().others.find((other) => other.id === presence.id);
    if (before?.at !== at || before.agrees !== agrees) {
      const other: Other = { id: presence.id, name: called, at, agrees };
      change({ others: [...others, other].sort((one, two) => (one.id < two.id ? -1 : 1)) });
    }
    if (sharing().following === presence.id) beLed(at);
    // So that whoever has just come need not wait long to see who is here; where many are, they do not all answer at once.
    if (isNew) setTimeout(tellNewcomer, Math.random() * sharing().others.length * PACE);
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
      if (leader) beLed(leader.at);
    },
  };
}
