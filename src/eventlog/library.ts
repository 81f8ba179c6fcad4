// biome-ignore-all lint/performance/noBarrelFile: the one entry for other projects; nothing in here or in the app imports it
/**
 * Hindsight's event log as a library: one ordered, append-only log with optimistic concurrency, idempotent commands, a hash
 * chain and a command journal, in memory or in IndexedDB. Knows nothing of clients and orders.
 * @module
 */

export { checkChain, hashEvent } from "./chain/hash-chain.ts";
export { inspectNewest } from "./chain/inspect-newest.ts";
export { sha256 } from "./chain/sha256.ts";
export type { Checkpoint, CheckpointStore } from "./consumers/checkpoint.ts";
export {
  type MaterializedView,
  type MaterializeOptions,
  materialize,
  type Projection,
  type ViewFilter,
} from "./consumers/materialize.ts";
export {
  createRepository,
  type Decider,
  type Loaded,
  type Repository,
} from "./consumers/repository.ts";
export { type Follower, follow, type Subscription } from "./consumers/subscription.ts";
export * from "./envelope.ts";
export * from "./errors.ts";
export type * from "./event-filter.ts";
export type * from "./event-log.ts";
export { openIndexedDbCheckpoints } from "./indexeddb/indexeddb-checkpoints.ts";
export { type IndexedDbLogOptions, openIndexedDbLog } from "./indexeddb/indexeddb-log.ts";
export { createMemoryCheckpoints } from "./memory/memory-checkpoints.ts";
export { createMemoryLog } from "./memory/memory-log.ts";
export * from "./records.ts";
export { newestVersion, type Upcaster, type UpcasterChain, upcast } from "./upcast.ts";
export { copyJson } from "./validation/json-value.ts";
