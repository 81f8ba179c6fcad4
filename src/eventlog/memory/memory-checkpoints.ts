import type { CheckpointStore } from "../consumers/checkpoint.ts";
import type { JsonObject } from "../envelope.ts";

/** Checkpoints that last as long as the page. */
export function createMemoryCheckpoints(): CheckpointStore {
  const stored = new Map<string, JsonObject>();
  return {
    load: async (name) => structuredClone(stored.get(name)),
    async save(name, checkpoint) {
      stored.set(name, structuredClone(checkpoint));
    },
  };
}
