import type { OrderId } from "../../domain/ids.ts";
import { type Position, START } from "../../eventlog/envelope.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { checkoutOf } from "../../read-model/projections/checkouts.ts";
import type { History } from "../../read-model/read-model.ts";
import { takeStep } from "./checkout-step.ts";
import type { CommandBus } from "./command-bus.ts";

/** Carries on whatever checkouts the log says are not at their end. */
export interface CheckoutRunner {
  /** Looks for steps that are due and takes them, one after the other; resolves when there is none left to take. */
  run(): Promise<void>;
}

/**
 * Makes the runner of one book. It has no state that matters: what is due is folded from the log, so it goes on wherever
 * a page was closed or a browser died, and several tabs may run it at once.
 * @param certain up to where the history cannot change any more.
 */
export function createCheckoutRunner(
  history: History,
  bus: CommandBus,
  catchUp: () => Promise<void>,
  certain: () => Position = () => history.head().position,
): CheckoutRunner {
  const open = new Set<OrderId>();
  let seen: Position = START;
  let running: Promise<void> | undefined;
  let wanted = false;

  const noteNew = async (): Promise<void> => {
    const breathe = createBreathing();
    for (const { position, event, stream } of history.checkouts.changesSince(seen)) {
      if (position > certain()) return;
      seen = position;
      const orderId = checkoutOf(event, stream);
      if (orderId !== undefined) open.add(orderId);
      await breathe();
    }
  };

  const runOnce = async (): Promise<void> => {
    const breathe = createBreathing();
    await noteNew();
    for (const orderId of [...open]) {
      const state = history.checkouts.row(orderId, history.head().position);
      if (!state?.pending || state.parked !== undefined) open.delete(orderId);
      else if (await takeStep({ history, bus }, state, state.pending)) wanted = true;
      await breathe();
    }
    await noteNew();
  };

  const runAll = async (): Promise<void> => {
    try {
      do {
        wanted = false;
        await runOnce();
        // Another tab may have taken the step that was refused here.
        if (!wanted && open.size > 0) await catchUp();
      } while (wanted);
    } finally {
      // At once, not a turn later: whoever asks from now on must begin another run.
      running = undefined;
    }
  };

  return {
    run() {
      wanted = true;
      running ??= runAll();
      return running;
    },
  };
}
