import "fake-indexeddb/auto";
import { openIndexedDbLog } from "../../../src/eventlog/indexeddb/indexeddb-log.ts";
import { serveNats } from "../../nats/serve-nats.ts";
import { RECORDED_AT } from "../attempts.ts";
import { describeEventLogContract } from "../contract.ts";
import { describeSharedLogContract } from "../shared-contract.ts";
import { makeJetStreamLog } from "./jetstream-under-test.ts";

const served = serveNats();

const makeLog = () => makeJetStreamLog(() => served.owner);
describeEventLogContract("on a NATS stream", makeLog);
describeSharedLogContract("on a NATS stream", makeLog);

const openReplica = () =>
  openIndexedDbLog({ name: `hindsight-test-${crypto.randomUUID()}`, now: () => RECORDED_AT });
const makeKeptLog = () => makeJetStreamLog(() => served.owner, openReplica);
describeEventLogContract("on a NATS stream, kept in a simulated IndexedDB", makeKeptLog);
describeSharedLogContract("on a NATS stream, kept in a simulated IndexedDB", makeKeptLog);
