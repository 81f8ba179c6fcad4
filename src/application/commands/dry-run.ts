import type { BookStates, Decision } from "../../domain/aggregate.ts";
import { type CheckoutState, evolveCheckout } from "../../domain/aggregates/checkout.ts";
import type { UsernameKey } from "../../domain/aggregates/username.ts";
import type { CommandInput } from "../../domain/command-schema.ts";
import type { CheckoutCommand, Command } from "../../domain/commands.ts";
import { decide } from "../../domain/decide.ts";
import type { DecidedEvent } from "../../domain/events.ts";
import type { OrderId } from "../../domain/ids.ts";
import { scratchOver } from "../../domain/scratch-book.ts";
import type { EpochMs, EventId } from "../../eventlog/envelope.ts";
import { checkoutOf } from "../../read-model/projections/checkouts.ts";
import { bookOf, type History } from "../../read-model/read-model.ts";
import { afterRefusal } from "./checkout-step.ts";
import { type PrepareDependencies, prepare, settle } from "./prepare-command.ts";

/** Tries commands on a book, one after the other, as if each that is accepted had happened. Nothing is written. */
export interface Trial extends BookStates {
  /** Decides what somebody asks for. Where it is accepted, the steps of the checkout that it moves are taken as well. */
  ask(input: CommandInput): Promise<Decision>;
  /** Takes the steps of one order's checkout that are due. */
  carryThrough(orderId: OrderId): void;
}

/** Begins with a book as it stands; it is not copied. */
export function tryOn(history: History): Trial {
  const at = history.head().position;
  const book = scratchOver(bookOf(history, at));
  const checkouts = new Map<OrderId, CheckoutState | undefined>();
  let events = 0;

  const checkoutOn = (orderId: OrderId): CheckoutState | undefined =>
    checkouts.has(orderId) ? checkouts.get(orderId) : history.checkouts.row(orderId, at);

  const take = (event: DecidedEvent): OrderId | undefined => {
    book.add([event]);
    const orderId = checkoutOf(event, event.stream);
    if (orderId === undefined) return undefined;
    events += 1;
    const id = `trial.${events}` as EventId;
    const after = evolveCheckout(checkoutOn(orderId), orderId, { id, correlationId: id, event });
    checkouts.set(orderId, after);
    return orderId;
  };

  const decideAndTake = (command: Command): Decision => {
    const decision = decide(command, book);
    if (!decision.accepted) return decision;
    for (const orderId of new Set(decision.events.map(take))) {
      if (orderId !== undefined) carryThrough(orderId);
    }
    return decision;
  };

  // As the workflow does it, see `takeStep`: each step that is accepted leads to the next.
  const carryThrough = (orderId: OrderId): void => {
    const { pending, parked } = checkoutOn(orderId) ?? {};
    if (!pending || parked !== undefined) return;
    const step: CheckoutCommand = { type: pending, orderId };
    const decision = decideAndTake(step);
    if (decision.accepted) return;
    const next = afterRefusal(orderId, pending, decision.rejection);
    if (next) decideAndTake(next);
  };

  // The book's own clock and random numbers do not matter to what is decided; the key of a book that has none yet lasts as long as
  // the trial.
  let ids = 0;
  const outside: PrepareDependencies = {
    now: () => 0 as EpochMs,
    newId: () => `trial-${ids++}`,
    randomKey: () => "0".repeat(64) as UsernameKey,
  };

  return {
    ask: async (input) => decideAndTake(prepare(settle(input, outside), outside)),
    carryThrough,
    stateOf: book.stateOf,
  };
}
