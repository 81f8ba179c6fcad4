import { shallow } from "zustand/shallow";
import { type Head, isSameHead } from "../../eventlog/envelope.ts";
import type { Outbox } from "../../eventlog/replication/outbox.ts";
import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import type { TentativeHistory } from "../../read-model/optimistic-read-model.ts";
import type { BookStore } from "../store/book-store.ts";
import { NOT_LINKED, type SharingState } from "../store/sharing-state.ts";
import type { PendingTail } from "./optimistic-tail.ts";

/** What drawing joins. */
export interface DrawnSharing {
  readonly store: BookStore;
  readonly tentative: TentativeHistory;
  readonly outbox: Outbox;
  readonly tail: PendingTail;
}

/** Milliseconds between two drawings while commands come in bulk. */
const PACE = 50;

/** Milliseconds for which it is no news that a command is on its way: mostly its answer comes first. */
const GRACE = 100;

/** Keeps what the store tells of a shared book in step with what is certain and what waits. Draws when something has changed. */
export function drawSharing({ store, tentative, outbox, tail }: DrawnSharing): void {
  const drawn = (): SharingState => store.getState().sharing ?? NOT_LINKED;
  let history = tentative.current();

  const now = (): SharingState => {
    const before = drawn();
    const refused = outbox.items().filter(({ refusedLater }) => refusedLater);
    const state = {
      ...before,
      certain: sameOr(tentative.certain(), before.certain),
      waiting: tail.plan().length,
      refused: shallow(refused, before.refused) ? before.refused : refused,
    };
    return shallow(state, before) ? before : state;
  };

  const draw = atOnceThenPaced(() => {
    const state = store.getState();
    const { takenBack, cursor } = state;
    const sharing = now();
    const head = sameOr(tentative.history.head(), state.head);
    const isAnother = tentative.current() !== history;
    if (sharing === state.sharing && head === state.head && !isAnother) return;
    history = tentative.current();
    store.setState({
      ...{ head, sharing },
      // What was looked at may be there no more.
      cursor: cursor === "live" || cursor > head.position ? "live" : cursor,
      takenBack: isAnother ? takenBack + 1 : takenBack,
    });
  }, PACE);

  let isDue = false;
  const drawSoon = (): void => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      draw();
    }, GRACE);
  };

  const onChange = (): void => {
    const [before, after] = [drawn(), now()];
    const isOnItsWay =
      after.link.kind === "synced" &&
      after.certain === before.certain &&
      after.waiting > before.waiting;
    (isOnItsWay ? drawSoon : draw)();
  };
  tail.onChange(onChange);
  outbox.onChange(onChange);
}

function sameOr(head: Head, before: Head): Head {
  return isSameHead(head, before) ? before : head;
}
