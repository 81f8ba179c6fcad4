import type { StreamName } from "../../eventlog/envelope.ts";

/** Says that an event stands in a stream of another kind. */
export function misplaced({ type }: { readonly type: string }, stream: StreamName): string {
  return `${type} cannot stand in stream ${stream}`;
}
