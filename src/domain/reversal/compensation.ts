import type { StreamName } from "../../eventlog/envelope.ts";
import { client, DETAILS, type Detail, inOneLine } from "../aggregates/client.ts";
import { type OrderState, order } from "../aggregates/order.ts";
import type { CommandInput } from "../command-schema.ts";
import type { BookEvent } from "../events.ts";
import { clientIdOf, orderIdOf, walletOwnerOf } from "../ids.ts";
import type { OrderLine } from "../values/money.ts";
import { commandMeant } from "./command-from-event.ts";
import type { StreamEvent } from "./stream-event.ts";

/**
 * How a command is taken back: by a command of its own, since nothing that happened is ever removed. Or why not, in a
 * sentence: the rules never allow it, or somebody has changed the same since, which must not be overwritten unseen.
 */
export type Compensation =
  | { readonly kind: "possible"; readonly command: CommandInput }
  | { readonly kind: "impossible" | "changed"; readonly reason: string };

/** All that happened in the stream of a client or an order until now, in order. */
export type LifeOf = (stream: StreamName) => readonly StreamEvent[];

/** The reason that stands with an order whose placing was taken back. */
export const TAKEN_BACK = "Taken back";

/**
 * What takes back a command, known by its events. Pure. The command relies on the version of the record that was looked at
 * here, so that nobody's change in between is lost. Money is moved by its amount, whatever else was moved since.
 */
export function compensate(done: readonly StreamEvent[], lifeOf: LifeOf): Compensation {
  for (const event of done) {
    const answer = takeBack(event, lifeOf);
    if (answer) return answer;
  }
  return impossible("A step that the book takes by itself cannot be taken back.");
}

/**
 * What does again a command that was taken back. An order whose placing was taken back stays cancelled: another one with the
 * same lines is placed. Anything else is the taking back of the taking back, and as careful about what changed since.
 * @param undone the events of the command that took it back.
 */
export function doAgain(
  done: readonly StreamEvent[],
  undone: readonly StreamEvent[],
  lifeOf: LifeOf,
): Compensation {
  const placed = done.find(({ event }) => event.type === "OrderPlaced");
  const meant = placed && commandMeant(placed);
  if (meant?.type !== "PlaceOrder") return compensate(undone, lifeOf);
  const { orderId: _, ...command } = meant;
  return possible(command);
}

function takeBack({ stream, version, event }: StreamEvent, lifeOf: LifeOf) {
  switch (event.type) {
    case "ClientRegistered":
      return impossible(
        "A client who is in the book stays there: later records rest on it. What is known of the client can be changed.",
      );
    case "ClientChanged":
      return restoreClient(event, version, lifeOf(stream));
    case "OrderPlaced":
      return cancelPlaced(event.data.lines, lifeOf(stream));
    case "OrderLinesChanged":
      return restoreLines(event.data.lines, version, lifeOf(stream));
    case "OrderShipped":
      return impossible("A shipped order cannot be called back.");
    case "OrderCancelled":
      return impossible("A cancelled order cannot be opened again. Place it anew.");
    case "PaymentRequested":
      return impossible(
        "A payment cannot be called back by itself. Cancel the order: that gives the money back.",
      );
    case "CheckoutRetried":
      return impossible("That a payment was tried again cannot be taken back.");
    case "WalletCredited":
      return event.data.refund ? undefined : moveMoney("DebitWallet", stream, event.data.amount);
    case "WalletDebited":
      return event.data.payment ? undefined : moveMoney("CreditWallet", stream, event.data.amount);
    case "BookOpened":
    case "UsernameReserved":
    case "WalletOpened":
    case "OrderPaid":
    case "PaymentFailed":
    case "CheckoutParked":
      return undefined;
    default:
      return event satisfies never;
  }
}

const CALLED: { readonly [Field in Detail]: string } = {
  name: "name",
  email: "e-mail address",
  phone: "phone number",
  address: "address",
};

function restoreClient(
  { data }: BookEvent & { type: "ClientChanged" },
  version: number,
  life: readonly StreamEvent[],
): Compensation | undefined {
  const now = fold(life, client);
  const before = fold(upTo(life, version - 1), client);
  const last = life.at(-1);
  const owner = last && clientIdOf(last.stream);
  if (!owner || now.status === "absent" || before.status === "absent") return undefined;
  const set = DETAILS.filter((field) => field in data);
  const other = set.filter((field) => (now[field] ?? null) !== data[field]);
  if (other.length > 0) {
    const facts = other.map((field) =>
      now[field]
        ? `the ${CALLED[field]} is “${inOneLine(now[field])}” now`
        : `there is no ${CALLED[field]} now`,
    );
    return changed(`This was changed again since: ${facts.join(", ")}. Nothing was overwritten.`);
  }
  const former = Object.fromEntries(set.map((field) => [field, before[field] ?? ""]));
  return possible({
    type: "ChangeClient",
    client: owner,
    ...former,
    expectedVersion: last.version,
  });
}

function cancelPlaced(
  placed: readonly OrderLine[],
  life: readonly StreamEvent[],
): Compensation | undefined {
  const state = fold(life, order);
  const last = life.at(-1);
  const orderId = last && orderIdOf(last.stream);
  if (!orderId) return undefined;
  const closed = closedSince(state);
  if (closed) return changed(`${closed} Look at it before you cancel it.`);
  if (!areSame(linesOf(life), placed)) {
    return changed("The lines of this order were changed since. Look at it before you cancel it.");
  }
  const { version: expectedVersion } = last;
  return possible({ type: "CancelOrder", orderId, reason: TAKEN_BACK, expectedVersion });
}

function restoreLines(
  set: readonly OrderLine[],
  version: number,
  life: readonly StreamEvent[],
): Compensation | undefined {
  const last = life.at(-1);
  const orderId = last && orderIdOf(last.stream);
  const former = linesOf(upTo(life, version - 1));
  if (!orderId || !former) return undefined;
  const closed = closedSince(fold(life, order));
  if (closed) return changed(`${closed} Its lines cannot be changed any more.`);
  if (!areSame(linesOf(life), set)) {
    return changed("The lines of this order were changed again since. Nothing was overwritten.");
  }
  const { version: expectedVersion } = last;
  return possible({ type: "ChangeOrderLines", orderId, lines: [...former], expectedVersion });
}

function closedSince(state: OrderState): string | undefined {
  if (state.status === "absent") return undefined;
  if (state.status === "shipped") return "This order was shipped since.";
  if (state.status === "cancelled") return "This order was cancelled since.";
  if (state.payment === "under-way") return "This order is being paid.";
  return state.payment === "paid" ? "This order was paid since." : undefined;
}

function moveMoney(
  type: "CreditWallet" | "DebitWallet",
  stream: StreamName,
  amount: number,
): Compensation | undefined {
  const owner = walletOwnerOf(stream);
  return owner && possible({ type, client: owner, amount });
}

function upTo(life: readonly StreamEvent[], version: number): readonly StreamEvent[] {
  return life.filter((event) => event.version <= version);
}

function fold<State>(
  life: readonly StreamEvent[],
  { initialState, evolve }: { initialState: State; evolve(state: State, event: BookEvent): State },
): State {
  return life.reduce((state, { event }) => evolve(state, event), initialState);
}

function linesOf(life: readonly StreamEvent[]): readonly OrderLine[] | undefined {
  const [last] = life
    .map(({ event }) => event)
    .filter((event) => event.type === "OrderPlaced" || event.type === "OrderLinesChanged")
    .slice(-1);
  return last?.data.lines;
}

function areSame(
  one: readonly OrderLine[] | undefined,
  other: readonly OrderLine[] | undefined,
): boolean {
  return JSON.stringify(one?.map(factsOf)) === JSON.stringify(other?.map(factsOf));
}

function factsOf({ productCode, quantity, unitPrice, discount = 0 }: OrderLine) {
  return [productCode, quantity, unitPrice, discount];
}

function possible(command: CommandInput): Compensation {
  return { kind: "possible", command };
}

function impossible(reason: string): Compensation {
  return { kind: "impossible", reason };
}

function changed(reason: string): Compensation {
  return { kind: "changed", reason };
}
