import type { CheckoutState, CheckoutStep } from "../../domain/aggregates/checkout.ts";
import type { CheckoutCommand } from "../../domain/commands.ts";
import type { OrderId } from "../../domain/ids.ts";
import type { Rejection, RejectionCode } from "../../domain/rejection.ts";
import type { CommandId, EpochMs } from "../../eventlog/envelope.ts";
import type { History } from "../../read-model/read-model.ts";
import type { CommandBus } from "./command-bus.ts";
import type { DispatchResult } from "./command-executor.ts";

/** Refusals of a debit that mean that the client cannot pay; any other means that something is wrong. */
const CANNOT_PAY: readonly RejectionCode[] = [
  "insufficient-funds",
  "wallet-not-open",
  "currency-mismatch",
  "unknown-client",
];

/** Refusals that say nothing about the step: it is due again once the book can be written to. */
const LATER: readonly RejectionCode[] = ["not-live", "read-only", "busy"];

/** The command that follows when a step was refused; none where the step is only put off. */
export function afterRefusal(
  orderId: OrderId,
  step: CheckoutStep,
  { code, message }: Rejection,
): CheckoutCommand | undefined {
  if (LATER.includes(code)) return undefined;
  return step === "DebitForOrder" && CANNOT_PAY.includes(code)
    ? { type: "FailPayment", orderId, reason: message }
    : { type: "ParkCheckout", orderId, step, reason: message || code };
}

/** Takes a step of a checkout. True when the checkout moved, or may have been moved by another tab. */
export async function takeStep(
  { history, bus }: Pick<CheckoutBook, "history" | "bus">,
  state: CheckoutState,
  step: CheckoutStep,
): Promise<boolean> {
  const { orderId } = state;
  const origin = originOf(history, state);
  const result = await carryOut(bus, origin, { type: step, orderId });
  if (result.accepted) return true;
  const next = afterRefusal(orderId, step, result.rejection);
  return next !== undefined && (await carryOut(bus, origin, next)).accepted;
}

/** What carrying one checkout through needs of its book. */
export interface CheckoutBook {
  readonly history: History;
  readonly bus: CommandBus;
  readonly follower: { catchUp(): Promise<void> };
}

/** Takes all the steps of one order's checkout that are due, however many tabs do the same. */
export async function carryThrough(
  { history, bus, follower }: CheckoutBook,
  orderId: OrderId,
): Promise<void> {
  let idle = 0;
  while (idle < 2) {
    const state = history.checkouts.row(orderId, history.head().position);
    if (!state?.pending || state.parked !== undefined) return;
    if (await takeStep({ history, bus }, state, state.pending)) {
      idle = 0;
      continue;
    }
    // Another tab may have taken the step that was refused here.
    await follower.catchUp();
    idle += 1;
  }
}

/** A checkout's state, and when its step happens where that is not now. */
interface StepOrigin extends CheckoutState {
  readonly occurredAt?: EpochMs;
}

/** Milliseconds between something and its record, within which it was recorded as it happened. */
const AS_IT_HAPPENED = 60_000;

/**
 * When a step happened: a payment that is entered late, as from a table, moved the money on the day
 * it was made; one that is tried again moves it now.
 */
function originOf(history: History, state: CheckoutState): StepOrigin {
  const { orderId, cause, retries } = state;
  const at = history.head().position;
  const seen = history.checkouts.changes(orderId, at).find(({ id }) => id === cause);
  const meta = seen && history.event(seen.position)?.meta;
  const isLate = meta && Math.abs(meta.recordedAt - meta.occurredAt) > AS_IT_HAPPENED;
  return isLate && retries === 0 ? { ...state, occurredAt: meta.occurredAt } : state;
}

function carryOut(
  bus: CommandBus,
  { cause, correlationId, retries, occurredAt }: StepOrigin,
  command: CheckoutCommand,
): Promise<DispatchResult> {
  return bus.carryOut(command, {
    commandId: `${cause}/${command.type}/${retries + 1}` as CommandId,
    correlationId,
    causationId: cause,
    causationOrdinal: retries + 1,
    ...(occurredAt !== undefined && { occurredAt }),
  });
}
