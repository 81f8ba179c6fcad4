import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll } from "vitest";
import { type NatsServer, startNatsServer } from "../../nats/nats-server.ts";
import { describeEventLogContract } from "../contract.ts";
import { describeSharedLogContract } from "../shared-contract.ts";
import { makeJetStreamLog } from "./jetstream-under-test.ts";

let server: NatsServer;
let connection: NatsConnection;
beforeAll(async () => {
  server = await startNatsServer();
  connection = await connect({ servers: server.address });
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

const makeLog = () => makeJetStreamLog(() => connection);
describeEventLogContract("on a NATS stream", makeLog);
describeSharedLogContract("on a NATS stream", makeLog);
