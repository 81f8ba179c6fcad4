import { type CommandType, parseCommand } from "../../domain/command-schema.ts";
import { type Rejection, reject } from "../../domain/rejection.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { tryOn } from "../commands/dry-run.ts";
import type { CarryList } from "./list-commands.ts";
import { type Crossing, checkoutMovedBy, commandAt } from "./replayed-command.ts";

/** What would come of a command in the other book. */
export type Verdict =
  | {
      readonly kind: "accepted";
      /** Whether the other book has changed the same record since the two parted: its change would give way. */
      readonly overChange: boolean;
    }
  | { readonly kind: "refused"; readonly rejection: Rejection }
  | { readonly kind: "there" };

/** How long work on many commands is watched and broken off. */
export interface CarryOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Tells of each command whether the other book would accept it as it stands now, when those before it are carried as well.
 * Nothing is written. What carrying does is the same, as long as nobody else writes there.
 * @param chosen the commands that are to be carried; those that are there already are left alone.
 * @throws the signal's reason when it is broken off.
 */
export async function planCarry(
  crossing: Crossing,
  chosen: CarryList,
  { signal, onProgress }: CarryOptions,
): Promise<ReadonlyMap<Position, Verdict>> {
  const breathe = createBreathing();
  const trial = tryOn(crossing.to.history);
  const verdicts = new Map<Position, Verdict>();

  const judge = async (position: Position): Promise<Verdict> => {
    const meant = commandAt(crossing.from.history, position);
    if (chosen.there.has(position)) {
      const orderId = meant && checkoutMovedBy(meant);
      if (orderId) trial.carryThrough(orderId);
      return { kind: "there" };
    }
    const asked = meant ? parseCommand(meant) : UNKNOWN;
    if ("code" in asked) return { kind: "refused", rejection: asked };
    const decision = await trial.ask(asked);
    return decision.accepted
      ? { kind: "accepted", overChange: isOverChange(asked.type, crossing, position) }
      : { kind: "refused", rejection: decision.rejection };
  };

  for (const position of chosen.events) {
    verdicts.set(position, await judge(position));
    await breathe();
    signal.throwIfAborted();
    onProgress?.(verdicts.size, chosen.events.length);
  }
  return verdicts;
}

/** Why an event cannot be carried that this version does not know. */
export const UNKNOWN: Rejection = reject(
  "invalid-command",
  "This version does not know what was done here, so it cannot be done again.",
);

function isOverChange(
  type: CommandType,
  { from, to, since }: Crossing,
  position: Position,
): boolean {
  const stream = from.history.event(position)?.stream;
  const changes = type === "ChangeClient" || type === "ChangeOrderLines";
  if (!changes || stream === undefined) return false;
  const { history } = to;
  return history.versionOf(stream, history.head().position) > history.versionOf(stream, since);
}
