import type { RejectionCode } from "../../domain/rejection.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import { type CheckoutBook, carryThrough } from "../commands/checkout-step.ts";
import type { DispatchResult } from "../commands/command-executor.ts";
import { type IdOf, type UnrefusedId, unrefusedIds } from "../commands/retry-ids.ts";
import { type CarryOptions, UNKNOWN } from "./plan-replay.ts";
import { type Crossing, carriedId, checkoutMovedBy, commandAt } from "./replayed-command.ts";

/** A book that commands are carried to, by its own command bus. */
export interface CarryTarget extends CheckoutBook {
  readonly log: Pick<EventLog, "fates">;
}

/** Milliseconds between two times that carrying tells how far it came: telling costs a drawing. */
const TELLING = 100;

/** What came of carrying. */
export interface CarryReport {
  /** The answer to each command that was sent, now or before. */
  readonly answers: ReadonlyMap<Position, DispatchResult>;
  /** Why it ended before the last one, if it did: what was carried by then stays. */
  readonly stopped?: unknown;
}

/**
 * Carries commands to another book, in order, one transaction each; the checkouts that they move are carried through before the
 * next one. A command that was carried before gives its first answer and writes nothing, so that whatever breaks this off,
 * doing it again goes on.
 */
export async function carryOver(
  crossing: Crossing,
  target: CarryTarget,
  positions: readonly Position[],
  { signal, onProgress }: CarryOptions,
): Promise<CarryReport> {
  const answers = new Map<Position, DispatchResult>();
  const tell = atOnceThenPaced(() => onProgress?.(answers.size, positions.length), TELLING);
  try {
    for (const position of positions) {
      signal.throwIfAborted();
      const answer = await carryOne(crossing, target, position);
      answers.set(position, answer);
      tell();
      // The book takes nothing now, so neither will it take the rest.
      if (!answer.accepted && CLOSED.includes(answer.rejection.code)) break;
    }
    return { answers };
  } catch (stopped) {
    return { answers, stopped };
  }
}

/** Refusals of a book that takes nothing now, whatever it is. */
export const CLOSED: readonly RejectionCode[] = ["not-live", "read-only"];

async function carryOne(
  { from }: Crossing,
  target: CarryTarget,
  position: Position,
): Promise<DispatchResult> {
  const event = from.history.event(position);
  const command = commandAt(from.history, position);
  if (!event || !command) return { accepted: false, rejection: UNKNOWN };
  const idOf: IdOf = (attempt) => carriedId(from.book, event.id, attempt);
  const [{ id: commandId }] = (await unrefusedIds(target.log, [idOf])) as [UnrefusedId];
  const { correlationId } = event.meta;
  const cause = { correlationId, causationId: event.id };
  const answer = await target.bus.dispatch({ ...command, commandId }, cause);
  const orderId = answer.accepted ? checkoutMovedBy(command) : undefined;
  if (orderId) await carryThrough(target, orderId);
  return answer;
}
