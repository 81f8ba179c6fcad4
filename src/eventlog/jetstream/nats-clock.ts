import { AckPolicy, DeliverPolicy, jetstreamManager } from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/nats-core";
import type { EpochMs } from "../envelope.ts";
import type { NatsStreamOptions } from "./nats-stream.ts";

/** Milliseconds within which the engine tells its time: nobody waits long for that. */
const PATIENCE = 1_000;

/** Milliseconds after which the engine forgets what was made to read its clock. */
const SHORT_LIVED = 1_000;

/**
 * Milliseconds by which a device's clock is ahead of the engine's, as exact as the line is quick; 0 where that cannot be found
 * out. The engine tells its time only of what it makes: so it is asked to make a reader that nobody uses.
 */
export async function clockAhead(
  connection: NatsConnection,
  { name }: NatsStreamOptions,
  now: () => EpochMs,
): Promise<number> {
  try {
    const manager = await jetstreamManager(connection, { timeout: PATIENCE, checkAPI: false });
    const asked = now();
    const { created } = await manager.consumers.add(name, {
      name: crypto.randomUUID(),
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.New,
      inactive_threshold: nanos(SHORT_LIVED),
      mem_storage: true,
      num_replicas: 1,
    });
    return (asked + now()) / 2 - Date.parse(created);
  } catch {
    return 0;
  }
}
