import type { JsonObject } from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/records.ts";
import { COMMAND_TYPES, type CommandInput } from "../command-schema.ts";
import type { Command } from "../commands.ts";
import { type EventType, knownEvent } from "../events.ts";
import { tidyAddress } from "../values/postal-address.ts";
import { withoutHidden } from "../values/visible-name.ts";
import { commandMeant } from "./command-from-event.ts";
import type { StreamEvent } from "./stream-event.ts";

/** An event as it is recorded, as far as it tells what was asked for. */
type Recorded = Parameters<typeof knownEvent>[0] & Pick<StreamEvent, "stream">;

/** The commands that come to an event of a type. */
const COMMANDS_OF: { readonly [Type in EventType]: readonly Command["type"][] } = {
  BookOpened: ["RegisterClient"],
  ClientRegistered: ["RegisterClient"],
  UsernameReserved: ["RegisterClient"],
  ClientChanged: ["ChangeClient", "RegisterClient"],
  OrderPlaced: ["PlaceOrder"],
  OrderLinesChanged: ["ChangeOrderLines"],
  OrderShipped: ["ShipOrder"],
  OrderCancelled: ["CancelOrder"],
  PaymentRequested: ["PayOrder"],
  OrderPaid: ["ConfirmPayment"],
  PaymentFailed: ["FailPayment"],
  CheckoutParked: ["ParkCheckout"],
  CheckoutRetried: ["RetryCheckout"],
  WalletOpened: ["CreditWallet", "RefundOrder"],
  WalletCredited: ["CreditWallet", "RefundOrder"],
  WalletDebited: ["DebitWallet", "DebitForOrder"],
};

/** What a workflow sends. */
const STEPS: readonly string[] = [
  "DebitForOrder",
  "ConfirmPayment",
  "RefundOrder",
  "FailPayment",
  "ParkCheckout",
] satisfies readonly Command["type"][];

/** Whether this version knows a command of this name. */
export function isCommandType(type: string): boolean {
  return STEPS.includes(type) || COMMAND_TYPES.some((known) => known === type);
}

/**
 * Whether a command may have come to these events: of the types that it comes to, about the same
 * records, with the same values. Its record stands beside the events and not in their hashes, so
 * that anybody could have written it. With events that this version does not know, it may. Whom a
 * `client` is, the events alone do not tell.
 */
export function commandFits(
  { type, payload }: Pick<CommandRecord, "type" | "payload">,
  events: readonly Recorded[],
): boolean {
  return events.every(({ stream, ...recorded }) => {
    const event = knownEvent(recorded);
    if (!event) return true;
    if (!COMMANDS_OF[event.type].some((one) => one === type)) return false;
    const meant = commandMeant({ event, stream });
    if (!meant || STEPS.includes(type)) return true;
    const isPart = type === "RegisterClient" && event.type === "ClientChanged";
    return (meant.type === type || isPart) && asksFor(payload, meant);
  });
}

/** Whether what was asked for is what was meant, as far as it says. */
function asksFor(payload: JsonObject, meant: CommandInput): boolean {
  return Object.entries(meant).every(([field, value]) => {
    const asked = payload[field];
    // Whom it means is told by an id or a name, and what is secret is not told.
    const isOpen = field === "type" || field === "client" || field === "passwordHash";
    return isOpen || asked === undefined || plain(field, asked) === plain(field, value);
  });
}

/** A value without what a decider tidies: what cannot be seen in texts, discounts of nothing. */
function plain(field: string, value: unknown): string {
  if (field === "address" && typeof value === "string") return tidyAddress(value);
  return JSON.stringify(value, (name, part) => {
    if (name === "discount" && part === 0) return undefined;
    if (typeof part === "string") return withoutHidden(part).trim();
    return isObject(part) ? Object.fromEntries(Object.entries(part).sort(byName)) : part;
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
