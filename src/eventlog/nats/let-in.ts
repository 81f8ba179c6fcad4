import { errors, type NatsConnection } from "@nats-io/nats-core";
import { isSharedLogError } from "../errors.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";

/**
 * Waits for a connection.
 * @throws SharedLogError that says whether nobody was there, or somebody who let nobody in.
 */
export async function letIn(connecting: Promise<NatsConnection>): Promise<NatsConnection> {
  try {
    return await connecting;
  } catch (cause) {
    throw sharedLogError(isSentAway(cause) ? "unknown-user" : "unreachable", { cause });
  }
}

/**
 * Asks one server of a cluster after the other, in an order of chance, until one lets this user in. A client that is given all
 * of them at once and shall not reconnect gives up at the first that is down.
 * @throws SharedLogError as `letIn`: of who sent the user away, or of the last that was not there.
 */
export async function letInByAny(
  servers: readonly string[],
  knock: (server: string) => Promise<NatsConnection>,
): Promise<NatsConnection> {
  let last = sharedLogError("unreachable");
  for (const server of inOrderOfChance(servers)) {
    try {
      return await letIn(knock(server));
    } catch (error) {
      if (!isSharedLogError(error) || error.problem !== "unreachable") throw error;
      last = error;
    }
  }
  throw last;
}

function inOrderOfChance<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, chance: Math.random() }))
    .toSorted((one, other) => one.chance - other.chance)
    .map(({ item }) => item);
}

function isSentAway(error: unknown): boolean {
  return (
    error instanceof errors.AuthorizationError ||
    error instanceof errors.UserAuthenticationExpiredError
  );
}
