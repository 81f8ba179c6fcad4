import type { UnhashedEvent } from "../eventlog/envelope.ts";

/** An event with what it caused, in order. */
export interface CausationNode {
  readonly event: UnhashedEvent;
  readonly effects: readonly CausationNode[];
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
