// biome-ignore-all lint/performance/noBarrelFile: the one entry for other projects; nothing in here or in the app imports it
/**
 * Hindsight's event log as a library: one ordered, append-only log with optimistic concurrency, idempotent commands, a hash
 * chain and a command journal, in memory or in IndexedDB. Knows nothing of clients and orders.
 * @module
 */

export type { Checkpoint, CheckpointStore } from "./checkpoint.ts";
export * from "./envelope.ts";
export * from "./errors.ts";
export type * from "./event-filter.ts";
export type * from "./event-log.ts";
export { type Follower, follow, type Subscription } from "./follower.ts";
export { checkChain, hashEvent } from "./hash-chain.ts";
export { openIndexedDbCheckpoints } from "./indexeddb-checkpoints.ts";
export { type IndexedDbLogOptions, openIndexedDbLog } from "./indexeddb-log.ts";
export { inspectNewest } from "./inspect-newest.ts";
export { copyJson } from "./json-value.ts";
export {
  type MaterializedView,
  type MaterializeOptions,
  materialize,
  type Projection,
  type ViewFilter,
} from "./materialize.ts";
export { createMemoryCheckpoints } from "./memory-checkpoints.ts";
export { createMemoryLog } from "./memory-log.ts";
export * from "./records.ts";
export { createRepository, type Decider, type Loaded, type Repository } from "./repository.ts";
export { sha256 } from "./sha256.ts";
export { newestVersion, type Upcaster, type UpcasterChain, upcast } from "./upcast.ts";
