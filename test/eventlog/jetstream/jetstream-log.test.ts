import "fake-indexeddb/auto";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll } from "vitest";
import { openIndexedDbLog } from "../../../src/eventlog/indexeddb-log.ts";
import { type NatsServer, startNatsServer } from "../../nats/nats-server.ts";
import { RECORDED_AT } from "../attempts.ts";
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

const openReplica = () =>
  openIndexedDbLog({ name: `hindsight-test-${crypto.randomUUID()}`, now: () => RECORDED_AT });
const makeKeptLog = () => makeJetStreamLog(() => connection, openReplica);
describeEventLogContract("on a NATS stream, kept in a simulated IndexedDB", makeKeptLog);
describeSharedLogContract("on a NATS stream, kept in a simulated IndexedDB", makeKeptLog);
