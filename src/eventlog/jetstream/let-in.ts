import { errors, type NatsConnection } from "@nats-io/nats-core";
import { SharedLogError } from "../errors.ts";

/**
 * Waits for a connection.
 * @throws SharedLogError that says whether nobody was there, or somebody who let nobody in.
 */
export async function letIn(connecting: Promise<NatsConnection>): Promise<NatsConnection> {
  try {
    return await connecting;
  } catch (cause) {
    throw new SharedLogError(isSentAway(cause) ? "unknown-user" : "unreachable", { cause });
  }
}

function isSentAway(error: unknown): boolean {
  return (
    error instanceof errors.AuthorizationError ||
    error instanceof errors.UserAuthenticationExpiredError
  );
}
