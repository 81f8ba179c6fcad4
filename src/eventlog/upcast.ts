import type { JsonObject } from "./envelope.ts";

/** Turns the data of one schema version into the next one's. Pure and total on data of its own version. */
export type Upcaster = (data: JsonObject) => JsonObject;

/** What became of an event type: one step for each version but the newest, from version 1 on. */
export type UpcasterChain = readonly Upcaster[];

/** The newest schema version of a type: what is written today. */
export function newestVersion(chain: UpcasterChain): number {
  return chain.length + 1;
}

/**
 * Brings data from the version it was written in to the newest. A chain is a list, so no step can be missing.
 * @returns `undefined` when the version is newer than anything here, or no version at all.
 */
export function upcast(
  chain: UpcasterChain,
  schemaVersion: number,
  data: JsonObject,
): JsonObject | undefined {
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1) return undefined;
  if (schemaVersion > newestVersion(chain)) return undefined;
  return chain.slice(schemaVersion - 1).reduce((older, step) => step(older), data);
}
