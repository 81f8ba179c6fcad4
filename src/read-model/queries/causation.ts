import {
  type Position,
  positionAfter,
  START,
  type UnhashedEvent,
} from "../../eventlog/envelope.ts";
import type { History } from "../read-model.ts";

/** An event with what it caused, in order. */
export interface CausationNode {
  readonly event: UnhashedEvent;
  readonly effects: readonly CausationNode[];
}

/** The events of a conversation that stand nearest to one of them, in order. */
export interface Nearby {
  readonly events: readonly UnhashedEvent[];
  /** Whether the conversation goes on before them or behind them. */
  readonly isPart: boolean;
}

/** Events of a conversation before one of them, and behind it: a file may tell of a million under one id. */
const NEAR = 60;

/** What belongs to an event's conversation, as much of it as can be taken in, up to and with a position. */
export function conversationAround(
  history: Pick<History, "conversation">,
  event: UnhashedEvent,
  upTo: Position,
): Nearby {
  const { position, meta } = event;
  const of = (from: Position, to: Position) => history.conversation(meta.correlationId, from, to);
  const before = position > 1 ? firstOf(of(positionAfter(position, -1), START)) : [];
  const behind = position < upTo ? firstOf(of(positionAfter(position), upTo)) : [];
  return {
    events: [...before.slice(0, NEAR).reverse(), event, ...behind.slice(0, NEAR)],
    isPart: before.length > NEAR || behind.length > NEAR,
  };
}

/**
 * One conversation as trees: each event under the event that caused it. What a person's command caused directly stands at
 * the root.
 */
export function causationTrees(conversation: readonly UnhashedEvent[]): CausationNode[] {
  const ids = new Set<string>(conversation.map(({ id }) => id));
  const nodeOf = (event: UnhashedEvent): CausationNode => ({
    event,
    effects: conversation.filter(({ meta }) => meta.causationId === event.id).map(nodeOf),
  });
  return conversation.filter(({ meta }) => !ids.has(meta.causationId)).map(nodeOf);
}

// One more than are shown, which tells that there are more.
function firstOf(events: Iterable<UnhashedEvent>): UnhashedEvent[] {
  const first: UnhashedEvent[] = [];
  for (const event of events) {
    first.push(event);
    if (first.length > NEAR) break;
  }
  return first;
}
