import { type NatsConnection, wsconnect } from "@nats-io/nats-core";
import type { Credentials } from "../replication/server-address.ts";
import { letInByAny } from "./let-in.ts";
import { signIn } from "./sign-in.ts";

/** Milliseconds within which a server lets somebody in. */
const TIMEOUT = 5_000;

/** Milliseconds between two signs of life, and how many may be missed. */
const PING = 5_000;
const MISSED = 2;

/**
 * Connects to one of several servers of a cluster from a browser. The connection ends for good when it is lost: whoever opened it
 * begins anew, in the one way there is.
 * @param servers addresses, `wss://…` or `ws://…`.
 * @throws SharedLogError when none of them lets this user in.
 */
export async function connectWebSocket(
  servers: readonly string[],
  credentials: Credentials,
): Promise<NatsConnection> {
  const me = signIn(credentials);
  return letInByAny(servers, (server) =>
    wsconnect({
      servers: server,
      ...me,
      name: "Hindsight",
      reconnect: false,
      timeout: TIMEOUT,
      pingInterval: PING,
      maxPingOut: MISSED,
    }),
  );
}
