import type { Hash, RecordedEvent } from "../envelope.ts";

declare const proven: unique symbol;

/**
 * Events that directly continue each other, each held against its hash before the source that hands them over comes to its
 * end. Only a `ChainProver` makes one.
 */
export interface ProvenRun {
  readonly [proven]: true;
  /** The hash that the first event continues. */
  readonly before: Hash;
  readonly events: readonly RecordedEvent[];
}
