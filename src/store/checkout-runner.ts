import type { CheckoutState, CheckoutStep } from "../domain/checkout.ts";
import type { CheckoutCommand } from "../domain/commands.ts";
import type { OrderId } from "../domain/ids.ts";
import type { Rejection, RejectionCode } from "../domain/rejection.ts";
import { createBreathing } from "../eventlog/breathing.ts";
import { type CommandId, type Position, START } from "../eventlog/envelope.ts";
import { checkoutOf } from "../views/checkouts.ts";
import type { History } from "../views/history.ts";
import type { CommandBus, DispatchResult } from "./command-bus.ts";

/** Carries on whatever checkouts the log says are not at their end. */
export interface CheckoutRunner {
  /** Looks for steps that are due and takes them, one after the other; resolves when there is none left to take. */
  run(): Promise<void>;
}

/** Refusals of a debit that mean that the client cannot pay; any other means that something is wrong. */
const CANNOT_PAY: readonly RejectionCode[] = [
  "insufficient-funds",
  "wallet-not-open",
  "currency-mismatch",
  "unknown-client",
];

/** Refusals that say nothing about the step: it is due again once the book can be written to. */
const LATER: readonly RejectionCode[] = ["not-live", "read-only"];

/**
 * Makes the runner of one book. It has no state that matters: what is due is folded from the log, so it goes on wherever
 * a page was closed or a browser died, and several tabs may run it at once.
 */
export function createCheckoutRunner(
  history: History,
  bus: CommandBus,
  catchUp: () => Promise<void>,
): CheckoutRunner {
  const open = new Set<OrderId>();
  let seen: Position = START;
  let running: Promise<void> | undefined;
  let wanted = false;

  const noteNew = async (): Promise<void> => {
    const breathe = createBreathing();
    for (const { position, event, stream } of history.checkouts.changesSince(seen)) {
      seen = position;
      const orderId = checkoutOf(event, stream);
      if (orderId !== undefined) open.add(orderId);
      await breathe();
    }
  };

  /** True when the checkout moved, or may have been moved by another tab. */
  const takeStep = async (state: CheckoutState, step: CheckoutStep): Promise<boolean> => {
    const { orderId } = state;
    const result = await carryOut(bus, state, { type: step, orderId });
    if (result.accepted) return true;
    const { code, message } = result.rejection;
    if (LATER.includes(code)) return false;
    const answer: CheckoutCommand =
      step === "DebitForOrder" && CANNOT_PAY.includes(code)
        ? { type: "FailPayment", orderId, reason: message }
        : { type: "ParkCheckout", orderId, step, reason: told(result.rejection) };
    return (await carryOut(bus, state, answer)).accepted;
  };

  const runOnce = async (): Promise<void> => {
    const breathe = createBreathing();
    await noteNew();
    for (const orderId of [...open]) {
      const state = history.checkouts.row(orderId, history.head().position);
      if (!state?.pending || state.parked !== undefined) open.delete(orderId);
      else if (await takeStep(state, state.pending)) wanted = true;
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

function carryOut(
  bus: CommandBus,
  { cause, correlationId, retries }: CheckoutState,
  command: CheckoutCommand,
): Promise<DispatchResult> {
  return bus.carryOut(command, {
    commandId: `${cause}/${command.type}/${retries + 1}` as CommandId,
    correlationId,
    causationId: cause,
    causationOrdinal: retries + 1,
  });
}

function told({ message, code }: Rejection): string {
  return message || code;
}
