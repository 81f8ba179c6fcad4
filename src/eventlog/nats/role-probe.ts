import { headers, type NatsConnection } from "@nats-io/nats-core";
import { isSharedLogError } from "../errors.ts";
import type { Role } from "../replication/shared-link.ts";
import { type NatsStreamOptions, PATIENCE, toSharedLogError } from "./nats-stream.ts";

/** A place that no stream ever reaches. */
const NEVER = String(Number.MAX_SAFE_INTEGER);

/**
 * Finds out what the user of a connection may do with a stream. The engine tells nobody their permissions, so two things are asked
 * for that change nothing: a message that cannot be stored, and a change of the stream that cannot be read.
 * @throws SharedLogError when nobody answers.
 */
export async function roleOn(
  connection: NatsConnection,
  { name, subject, patience = PATIENCE }: NatsStreamOptions,
): Promise<Role> {
  const impossible = headers();
  impossible.set("Nats-Expected-Last-Sequence", NEVER);
  const mayAsk = async (to: string, options = {}): Promise<boolean> => {
    try {
      await connection.request(to, "", { timeout: patience, ...options });
      return true;
    } catch (cause) {
      const error = toSharedLogError(cause);
      if (isSharedLogError(error) && error.problem === "forbidden") return false;
      throw error;
    }
  };
  if (!(await mayAsk(subject, { headers: impossible }))) return "reader";
  return (await mayAsk(`$JS.API.STREAM.UPDATE.${name}`)) ? "owner" : "writer";
}
