import { fetchSample } from "../application/files/fetch-sample.ts";
import type { ImportDependencies } from "../application/files/import-log.ts";
import type { UsernameKey } from "../domain/aggregates/username.ts";
import type { EpochMs } from "../eventlog/envelope.ts";

/** The world outside, named once: clock, randomness, workers. Everything else is handed what it needs of it. */
export function createOutside(): ImportDependencies {
  const now = () => Date.now() as EpochMs;
  return {
    now,
    newId: () => crypto.randomUUID(),
    randomKey: () => hex(crypto.getRandomValues(new Uint8Array(32))) as UsernameKey,
    fetchSample,
    async openScratchLog() {
      const { createMemoryLog } = await import("../eventlog/memory/memory-log.ts");
      return createMemoryLog({ now });
    },
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
