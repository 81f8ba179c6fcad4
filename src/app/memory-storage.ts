import { createMemoryCatalog } from "../application/books/memory-catalog.ts";
import { createNoColumns } from "../eventlog/columns/column-store.ts";
import type { EpochMs } from "../eventlog/envelope.ts";
import { createMemoryCheckpoints } from "../eventlog/memory/memory-checkpoints.ts";
import { createMemoryLog } from "../eventlog/memory/memory-log.ts";
import { createMemoryOutbox } from "../eventlog/memory/memory-outbox.ts";

/** Where a book is kept, for as long as this page is open, in a browser that offers no storage. */
export function openMemoryDevice(now: () => EpochMs) {
  return {
    keeping: "memory" as const,
    catalog: createMemoryCatalog(),
    openLog: async () => createMemoryLog({ now }),
    // A book of this page alone is never shared.
    openReplica: async () => createMemoryLog({ now }),
    openOutbox: async () => createMemoryOutbox(),
    handOver: (_: unknown, move: () => Promise<void>) => move(),
    openCheckpoints: async () => createMemoryCheckpoints(),
    openColumns: async () => createNoColumns(),
    stillHolds: async () => true,
  };
}
