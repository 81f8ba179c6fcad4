import type { CommandInput } from "../../domain/command-schema.ts";
import { knownEvent } from "../../domain/events.ts";
import type { BookId } from "../../domain/ids.ts";
import { type OrderId, walletOwnerOf } from "../../domain/ids.ts";
import { commandMeant } from "../../domain/reversal/command-from-event.ts";
import { sha256 } from "../../eventlog/chain/sha256.ts";
import type {
  CommandId,
  EpochMs,
  EventId,
  Position,
  UnhashedEvent,
} from "../../eventlog/envelope.ts";
import type { History } from "../../read-model/read-model.ts";

/** A book that has a part of its past in common with another one. */
export interface KinBook {
  readonly book: BookId;
  readonly history: History;
}

/** From which book to which of its kin commands are carried. */
export interface Crossing {
  readonly from: KinBook;
  readonly to: KinBook;
  /** The last position they have in common. */
  readonly since: Position;
}

/** A command that made an event, to be decided anew. It happened when it first did. */
export type CarriedCommand = CommandInput & { readonly occurredAt: EpochMs };

/** The command behind an event that people asked for; undefined where this version does not know what it says. */
export function commandAt(history: History, position: Position): CarriedCommand | undefined {
  const recorded = history.event(position);
  const event = recorded && knownEvent(recorded);
  if (!event) return undefined;
  const { stream, meta } = recorded;
  const owner = walletOwnerOf(stream);
  const currency = owner && history.wallets.row(owner, position)?.currency;
  const command = commandMeant({ event, stream }, currency);
  return command && { ...command, occurredAt: meta.occurredAt };
}

/** Whether people asked for an event, or may have: what this version does not know is theirs to judge. */
export function isAskedFor({ stream, ...recorded }: UnhashedEvent): boolean {
  const event = knownEvent(recorded);
  return !event || commandMeant({ event, stream }) !== undefined;
}

/** The order whose checkout a command sets moving, if it does. */
export function checkoutMovedBy(command: CommandInput): OrderId | undefined {
  switch (command.type) {
    case "PayOrder":
    case "CancelOrder":
    case "RetryCheckout":
      return command.orderId;
    default:
      return undefined;
  }
}

const CARRIED = "carried/";

/** How the ids of all commands begin that were carried from a book. */
export function carriedFrom(book: BookId): string {
  return `${CARRIED}${book}/`;
}

/**
 * The id under which the command of an event is carried: it follows from the event, so that the same command is never carried
 * twice, also after a crash. One that was refused may be tried again under the id of another attempt.
 */
export function carriedId(from: BookId, event: EventId, attempt: number): CommandId {
  return `${carriedFrom(from)}${sha256(event)}/${attempt}` as CommandId;
}
