import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll } from "vitest";
import { type NatsServer, startNatsServer } from "./nats-server.ts";

/** A server that all tests of a file share, there while they run. */
export interface Served {
  readonly server: NatsServer;
  /** A connection that may do everything. */
  readonly owner: NatsConnection;
}

/** Lines of configuration that know one person, who may do everything. */
const ONLY_OWNER = "authorization { users: [{ user: owner, password: owner }] }";

/** Lines of configuration that know somebody beside the owner, who may only look. */
export const OWNER_AND_READER = `
  authorization {
    users: [
      { user: owner, password: owner }
      { user: reader, password: reader, permissions: {
          publish: ["$JS.API.STREAM.INFO.*", "$JS.API.DIRECT.GET.*"], subscribe: [">"] } }
    ]
  }
`;

/**
 * Starts a server before the tests of the file that calls this, and stops it behind them.
 * @param more lines of configuration, with an `owner` among the users, whose password is `owner`.
 */
export function serveNats(more = ONLY_OWNER): Served {
  let server: NatsServer;
  let owner: NatsConnection;
  beforeAll(async () => {
    server = await startNatsServer(more);
    owner = await connect({
      ...{ servers: server.address, user: "owner", pass: "owner" },
      // A story may end the server and start it again.
      ...{ maxReconnectAttempts: -1, reconnectTimeWait: 100 },
    });
  });
  afterAll(async () => {
    await owner.close();
    await server.stop();
  });
  return {
    get server() {
      return server;
    },
    get owner() {
      return owner;
    },
  };
}
