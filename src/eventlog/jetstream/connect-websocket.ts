import { type NatsConnection, nkeyAuthenticator, wsconnect } from "@nats-io/nats-core";
import type { Credentials } from "../shared-address.ts";
import { letInByAny } from "./let-in.ts";

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
export function connectWebSocket(
  servers: readonly string[],
  credentials: Credentials,
): Promise<NatsConnection> {
  return letInByAny(servers, (server) =>
    wsconnect({
      servers: server,
      ...signIn(credentials),
      name: "Hindsight",
      reconnect: false,
      timeout: TIMEOUT,
      pingInterval: PING,
      maxPingOut: MISSED,
    }),
  );
}

// Each user hears the answers to their own questions alone.
function signIn(credentials: Credentials) {
  if (credentials.kind === "none") return {};
  if (credentials.kind === "password") {
    const { user, password } = credentials;
    return { user, pass: password, inboxPrefix: `_INBOX_${user.replace(/[^\w-]/g, "_")}` };
  }
  const authenticator = nkeyAuthenticator(new TextEncoder().encode(credentials.seed));
  return { authenticator };
}
