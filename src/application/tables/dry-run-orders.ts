import type { Decision } from "../../domain/aggregate.ts";
import { type OrderState, order } from "../../domain/aggregates/order.ts";
import { type OrderId, orderStream } from "../../domain/ids.ts";
import type { Rejection } from "../../domain/rejection.ts";
import type { CommandId } from "../../eventlog/envelope.ts";
import { ORDER_STEP_FIELDS, type TableKind } from "../../formats/csv/fields.ts";
import type { RowCommand } from "../../formats/csv/rows/row-commands.ts";
import type { CommandRefusal } from "../../formats/csv/rows/row-errors.ts";
import type { TableCommandOf } from "../../formats/csv/rows/row-reading.ts";
import type { History } from "../../read-model/read-model.ts";
import type { UnrefusedId } from "../commands/retry-ids.ts";
import { compareByNumber } from "./orders-by-number.ts";
import type { RowTrial } from "./row-dry-run.ts";
import type { IdentifiedRows } from "./row-ids.ts";

type AskedOrder = TableCommandOf<"PlaceOrder">;
/** A step of an order, under its number. */
export type AskedStep = TableCommandOf<"PayOrder" | "ShipOrder" | "CancelOrder">;

/** Tries orders: those that are to be placed, with their clients, and what became of them since. */
export function tryOrders(history: History, trial: RowTrial) {
  const { kind, mapping, newClients } = trial.meaning;
  const compare = kind === "orders" ? compareByNumber(history) : undefined;
  const haveSteps = ORDER_STEP_FIELDS.some((field) => mapping[field] !== undefined);
  /** The ids of orders that may take steps, by the first of their rows. */
  const idByRow = new Map<number, OrderId>();
  /** The first rows of orders that the book has, by no number and under an id that is not known. */
  const unknownIds = new Set<number>();
  /** Orders that this table places, now or before: of others a whole book tells nothing new. */
  const placed = new Set<OrderId>();

  const stateOf = (id: OrderId): OrderState => trial.stateOf(order, orderStream(id));
  // Whom an order names is added first, where nobody goes by that name.
  const addClient = async (command: RowCommand): Promise<Decision> => {
    let client = trial.identify(clientOf(command));
    let decision = await trial.ask(client);
    if (!decision.accepted && decision.rejection.field === "address") {
      const message = `${decision.rejection.message} The order is taken, and its client added without it: enter a shorter one on the screen of the client.`;
      trial.refuse(
        { ...command, rows: client.rows },
        { code: "address-left-out", field: "address", message },
      );
      const { address: _, ...told } = command.told ?? {};
      client = trial.identify(clientOf({ ...command, told }));
      decision = await trial.ask(client);
    }
    if (decision.accepted) trial.accept(client);
    return decision.accepted ? decision : asOfOrder(decision.rejection);
  };
  const place = async (command: IdentifiedRows, id: CommandId): Promise<void> => {
    let decision = await trial.ask(command);
    if (!decision.accepted && newClients.areAdded && decision.rejection.code === "unknown-client") {
      decision = await addClient(command);
      if (decision.accepted) decision = await trial.ask(command);
    }
    if (decision.accepted) trial.accept(command, id);
    else trial.refuse(command, decision.rejection);
  };
  const isMade = ({ orderId, occurredAt }: TableCommandOf<"ChangeOrderLines">): boolean =>
    history.orders
      .changes(orderId, history.head().position)
      .some((made) => made.event.type === "OrderLinesChanged" && made.occurredAt === occurredAt);
  const placeAgain = (command: IdentifiedRows, orderId: OrderId, { id, isThere }: UnrefusedId) => {
    const isKnown = stateOf(orderId).status !== "absent";
    if (isThere || !isKnown) placed.add(orderId);
    return isThere || isKnown ? trial.skip() : place(command, id);
  };
  const placeNew = (command: IdentifiedRows, asked: AskedOrder, { id, isThere }: UnrefusedId) => {
    const known = isThere && !haveSteps ? undefined : compare?.(asked);
    const own = `table-${command.key}` as OrderId;
    const isOwn = known === undefined || known.kind === "new" || stateOf(own).status !== "absent";
    // Of an order that differs nothing is changed.
    if (haveSteps && (isOwn || known.kind === "same")) {
      idByRow.set(command.rows[0] ?? 0, isOwn ? own : known.orderId);
    }
    if (isThere && isOwn && stateOf(own).status === "absent") unknownIds.add(command.rows[0] ?? 0);
    if (isThere || known?.kind === "same") return trial.skip();
    if (known?.kind === "differs") {
      return trial.refuse(command, otherOrder(asked, known.difference));
    }
    return place(haveSteps ? { ...command, input: { ...asked, orderId: own } } : command, id);
  };

  return {
    place: (command: IdentifiedRows, asked: AskedOrder, id: UnrefusedId) =>
      asked.orderId === undefined
        ? placeNew(command, asked, id)
        : placeAgain(command, asked.orderId, id),
    changeLines(
      command: IdentifiedRows,
      asked: TableCommandOf<"ChangeOrderLines">,
      { id, isThere }: UnrefusedId,
    ) {
      const isNew = placed.has(asked.orderId) && !isMade(asked);
      return isThere || !isNew ? trial.skip() : trial.settle(command, id);
    },
    async takeStep({ placing, ...command }: RowCommand, asked: AskedStep) {
      const orderId = placing ? idByRow.get(placing.rows[0] ?? 0) : asked.orderId;
      const before = orderId && stateOf(orderId);
      if (!before || before.status === "absent") {
        // The rows of an order tell its steps as well, and are refused with it.
        if (placing && !unknownIds.has(placing.rows[0] ?? 0)) return;
        const message = placing ? NUMBERLESS : orderRefused(command);
        trial.refuse(command, { code: "order-refused", field: FIELD_OF[asked.type], message });
        return;
      }
      if (isTaken(asked, before)) return;
      const step = trial.identify({ ...command, input: { ...asked, orderId } });
      const decision = await trial.ask(step);
      const field = FIELD_OF[asked.type];
      if (!decision.accepted) {
        trial.refuse(step, { ...decision.rejection, field });
      } else if (asked.type === "PayOrder" && stateOf(orderId).status === "placed") {
        trial.refuse(step, { code: "unpaid", field, message: unpaid(command, kind) });
      } else {
        trial.accept(step);
      }
    },
  };
}

const FIELD_OF = {
  PayOrder: "paidAt",
  ShipOrder: "shippedAt",
  CancelOrder: "cancelledAt",
} as const;
const STATUS_AFTER = { PayOrder: "paid", ShipOrder: "shipped", CancelOrder: "cancelled" } as const;

type PlacedOrder = Exclude<OrderState, { readonly status: "absent" }>;

// What was cancelled before it was paid needs no payment any more.
function isTaken({ type }: AskedStep, { status, payment }: PlacedOrder): boolean {
  if (type !== "PayOrder") return status === STATUS_AFTER[type];
  return payment === "paid" || status === "cancelled";
}

function unpaid({ reference = "" }: RowCommand, kind: TableKind): string {
  const whole = kind === "book" ? "" : " Or bring in the table of the whole book instead.";
  return `Order ${reference} was paid from a wallet that holds too little for it in this book: it stays unpaid. Bring in what went into the wallets first, then this table again.${whole}`;
}

const NUMBERLESS =
  "Its order is in the book already, and has no number by which it is found. It was not changed: take this step on the screen of the order.";

function orderRefused({ reference = "" }: RowCommand): string {
  return `It belongs to order ${reference}, which is not in the book.`;
}

function clientOf({ rows, input, told }: RowCommand): RowCommand {
  if (input.type !== "PlaceOrder") throw new TypeError("Only an order brings its client.");
  const { client: username, occurredAt } = input;
  const when = occurredAt === undefined ? {} : { occurredAt };
  return {
    rows: rows.slice(0, 1),
    input: { type: "RegisterClient", username, ...told, ...when },
  };
}

// The order names in one column what the client would be called.
function asOfOrder(rejection: Rejection): Decision {
  const isName = rejection.field === "username";
  return { accepted: false, rejection: isName ? { ...rejection, field: "client" } : rejection };
}

function otherOrder({ reference }: AskedOrder, difference: string): CommandRefusal {
  const message = `Order ${reference} is in the book already, and differs: ${difference}. It was not changed. Change it on its own screen, or give this one another number.`;
  return { code: "order-differs", field: "reference", message };
}
