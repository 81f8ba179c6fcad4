import type { Aggregate } from "../../domain/aggregate.ts";
import { client } from "../../domain/aggregates/client.ts";
import { order } from "../../domain/aggregates/order.ts";
import { wallet } from "../../domain/aggregates/wallet.ts";
import type { BookEvent } from "../../domain/events.ts";
import { clientIdOf, orderIdOf, walletOwnerOf } from "../../domain/ids.ts";
import type { StreamEvent } from "../../domain/reversal/stream-event.ts";
import { plainMoney } from "../../domain/values/money.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { writeInstant } from "../../eventlog/util/rfc3339.ts";
import { belongingTo, contained, placedBy } from "./ocel-event.ts";
import type { ObjectType, Relation, Values } from "./ocel-types.ts";

/** An event in the life of an object, and when it happened. */
export interface LifeEvent extends StreamEvent {
  readonly occurredAt: EpochMs;
}

/** A value and since when it stands. */
export interface TimedValue {
  readonly name: string;
  readonly value: string;
  readonly time: string;
}

/** An object with its values over time. */
export interface ToldObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly attributes: readonly TimedValue[];
  readonly relationships: readonly Relation[];
}

/** Tells the client, order or wallet that a stream is about, by all that happened in it; undefined for other streams. */
export function tellObject(life: readonly LifeEvent[]): ToldObject | undefined {
  const stream = life[0]?.stream;
  if (stream === undefined) return undefined;
  if (clientIdOf(stream) !== undefined) {
    const attributes = valuesOver(life, client, (state) =>
      state.status === "absent" ? {} : detailsOf(state),
    );
    return { id: stream, type: "client", attributes, relationships: [] };
  }
  if (orderIdOf(stream) !== undefined) return tellOrder(life, stream);
  const owner = walletOwnerOf(stream);
  if (owner === undefined) return undefined;
  const attributes = valuesOver(life, wallet, (state) => {
    if (state.status === "unopened") return {};
    const { balance, currency } = state;
    return { balance: plainMoney(balance, currency), currency };
  });
  return { id: stream, type: "wallet", attributes, relationships: [belongingTo(owner)] };
}

function detailsOf({ username, name, email, phone, address }: Values): Values {
  return { username, name, email, phone, address };
}

function tellOrder(life: readonly LifeEvent[], id: string): ToldObject {
  const attributes = valuesOver(life, order, (state, event) => {
    if (state.status === "absent") return {};
    const { status, total, currency } = state;
    return { status, total: plainMoney(total, currency), currency, ...saidOnce(event) };
  });
  const events = life.map(({ event }) => event);
  const placed = events.find((event) => event.type === "OrderPlaced");
  const lined = events.findLast(
    (event) => event.type === "OrderPlaced" || event.type === "OrderLinesChanged",
  );
  const relationships = [
    ...(placed ? [placedBy(placed.data.clientId)] : []),
    ...(lined ? contained(lined.data.lines) : []),
  ];
  return { id, type: "order", attributes, relationships };
}

// What the rules do not look at, and so is in no state.
function saidOnce(event: BookEvent): Values {
  switch (event.type) {
    case "OrderPlaced":
      return { lines: event.data.lines.length, reference: event.data.reference };
    case "OrderLinesChanged":
      return { lines: event.data.lines.length };
    case "OrderCancelled":
      return { reason: event.data.reason };
    default:
      return {};
  }
}

/** Every value from when it stood, one for each moment; an empty text from when there was none any more. */
function valuesOver<State>(
  life: readonly LifeEvent[],
  { initialState, evolve }: Aggregate<State>,
  tell: (state: State, event: BookEvent) => Values,
): TimedValue[] {
  let state = initialState;
  const last = new Map<string, string>();
  // Events of one moment may give a value twice: the last one counts.
  const timed = new Map<string, TimedValue>();
  for (const { event, occurredAt } of life) {
    state = evolve(state, event);
    const time = writeInstant(occurredAt);
    for (const [name, told = ""] of Object.entries(tell(state, event))) {
      const value = String(told);
      if (value === (last.get(name) ?? "")) continue;
      last.set(name, value);
      timed.set(`${name} ${time}`, { name, value, time });
    }
  }
  return [...timed.values()];
}
