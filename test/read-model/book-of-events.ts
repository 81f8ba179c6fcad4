import {
  type EpochMs,
  type Position,
  type RecordedEvent,
  START,
} from "../../src/eventlog/envelope.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { openSession, orderOf } from "../application/open-session.ts";

/** The views whose rows are compared. */
export const VIEWS = ["clients", "orders", "wallets", "checkouts"] as const;

/** The events of a small book in which a little of everything happened. */
export async function eventsOfABook(): Promise<RecordedEvent[]> {
  const session = await openSession();
  const { bus, log, history } = session;
  session.runWorkflows();
  for (const username of ["ada", "bob", "cy"]) {
    await bus.dispatch({ type: "RegisterClient", username });
    await bus.dispatch(orderOf(username, "TEA", 2));
  }
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 5_000, currency: "EUR" });
  const [first, second, third] = history.orders.rows(99 as Position);
  await bus.dispatch({ type: "PayOrder", orderId: first?.id });
  await bus.dispatch({ type: "ShipOrder", orderId: second?.id });
  await bus.dispatch({ type: "CancelOrder", orderId: third?.id, reason: "late" });
  await bus.dispatch({ ...orderOf("bob", "COFFEE", 1), currency: "USD" });
  await bus.dispatch({ type: "ChangeClient", client: "bob", name: "Robert" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return log.read();
}

/** Everything a history answers as of a position. */
export function answersAt(history: History, at: Position) {
  return {
    rows: VIEWS.map((view) => history[view].rows(at)),
    counts: VIEWS.map((view) => history[view].count(at)),
    changes: history.orders.rows(at).map(({ id }) => history.orders.changes(id, at)),
    sums: history.orderSummary(at),
    largest: history.findOrders(at, { sort: "largest" }, 0, 99),
    versions: [...history.eventsUpTo(at)].map(({ stream }) => history.versionOf(stream, at)),
    // What came loose has a hash, what came as a page has none.
    conversation: [
      ...history.conversation(history.event(at)?.meta.correlationId ?? "", START, at),
    ].map(({ position, id, data }) => ({ position, id, data })),
    time: history.timeReached(at),
    found: history.positionAt(history.timeReached(at)),
    later: history.positionAt((history.timeReached(at) + 1) as EpochMs),
  };
}
