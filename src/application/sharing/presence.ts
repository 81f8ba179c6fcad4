import type { EpochMs, Head } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import type { Presence } from "../../eventlog/replication/shared-link.ts";
import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import type { BookSession } from "../session/book-session.ts";
import type { Other, SharingState } from "../store/sharing-state.ts";
import { createPagesHere, pageOf } from "./pages-here.ts";

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
/** Milliseconds between two announcements for new pages. */
const ANSWER_PACE = 1_000;
/** So many people give one as often as that; more of them give theirs less often, so that each page hears as much as before. */
const FEW = 10;
/** Signs of life that somebody may miss before they are gone. */
const MISSED = 3;

/** Makes the keeper of one page, and tells the others that it is here. */
export function keepPresence(dependencies: PresenceDependencies): PresenceKeeper {
  const { session, replica, id, name, now, announce, certain, sharing, change, signal } =
    dependencies;
  const { store, time } = session;
  const pages = createPagesHere();
  let toldAt = Number.NEGATIVE_INFINITY;
  let isBeingLed = false;
  let isAnswering = false;

  const here = (): Presence => ({
    ...{ id, name, at: store.getState().cursor, head: certain() },
  });
  const tell = atOnceThenPaced(() => {
    toldAt = now();
    announce(here());
  }, PACE);

  // By people, and not by pages, of which each can make up many.
  const rest = (): number => SIGN_OF_LIFE * Math.ceil((pages.people() + 1) / FEW);
  const show = (): void => {
    const [before, others, more] = [sharing(), pages.listed(), pages.more()];
    if (more !== before.more || !isSame(others, before.others)) change({ others, more });
  };
  const forgetThoseGone = (): void => {
    pages.forgetBefore(now() - (MISSED + 1) * rest());
    show();
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

  // A new page need not wait for the next sign of life. The answers are spread over time, and a
  // page gives at most one each second, however many come.
  const answerNewcomer = (): void => {
    if (isAnswering) return;
    isAnswering = true;
    const chance = Math.random() * sharing().others.length * PACE;
    setTimeout(
      () => {
        isAnswering = false;
        if (!signal.aborted) tell();
      },
      Math.max(chance, toldAt + ANSWER_PACE - now()),
    );
  };

  const take = async (presence: Presence): Promise<void> => {
    const agrees = await agreesWith(presence);
    const isLeader = sharing().following === pageOf(presence);
    if (presence.leaves) {
      pages.leave(presence);
      show();
      if (isLeader) change({ following: undefined });
      return;
    }
    const heard = pages.hear(presence, agrees, now());
    if (!heard) return;
    show();
    if (isLeader) beLed(presence.at);
    if (heard === "new") answerNewcomer();
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

function isSame(some: readonly Other[], others: readonly Other[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, at, agrees }, index) => {
      const other = others[index];
      return other?.id === id && other.at === at && other.agrees === agrees;
    })
  );
}
