import { setTimeout as pause } from "node:timers/promises";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { checkChain } from "../../../src/eventlog/chain/hash-chain.ts";
import type { CommandId, RecordedEvent } from "../../../src/eventlog/envelope.ts";
import { isConcurrencyError, isSharedLogError } from "../../../src/eventlog/errors.ts";
import {
  type JetStreamLog,
  openJetStreamLog,
} from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { type NatsCluster, startNatsCluster } from "../../nats/nats-cluster.ts";
import { accepted, expecting, RECORDED_AT, stream } from "../attempts.ts";

/** Leaders that are killed; more in a run of its own. */
const KILLS = Number(process.env["HINDSIGHT_KILLS"] ?? 3);
/** Milliseconds. Generous: a slow machine is no failure. */
const PATIENT = 120_000;
const BOOK = { name: "book", subject: "book.log", replicas: 3 } as const;
const now = () => RECORDED_AT;

let cluster: NatsCluster;
const connections: NatsConnection[] = [];
let isOver = false;

beforeAll(async () => {
  cluster = await startNatsCluster();
});
afterAll(async () => {
  isOver = true;
  for (const connection of connections) await connection.close();
  await cluster.stop();
});

/** A person on the book, who opens the log anew whenever the line is lost. */
interface Person {
  log(): JetStreamLog;
}

async function join(): Promise<Person> {
  const servers = [...cluster.addresses];
  const connection = await connect({ servers, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  connections.push(connection);
  const kept = createMemoryLog({ now });
  const replica = { ...kept, close() {} };
  // Until there is a leader, and every node has heard of the stream.
  const open = async (): Promise<JetStreamLog> => {
    await createNatsStream(connection, BOOK);
    const shared = await openNatsStream(connection, { ...BOOK, patience: 1_000 });
    return openJetStreamLog({ replica, stream: shared, now });
  };
  let log = await vi.waitFor(open, { timeout: PATIENT, interval: 500 });
  const stayIn = async (): Promise<void> => {
    for (;;) {
      await log.over;
      if (isOver) return;
      log = await vi.waitFor(open, { timeout: PATIENT, interval: 500 });
    }
  };
  stayIn().catch(() => {});
  return { log: () => log };
}

/** Somebody who writes on and on, also through storms: to a stream of their own and to one that all fight for. */
function startWriter({ log }: Person, name: string) {
  const acknowledged: CommandId[] = [];
  let isStopped = false;
  const write = async (): Promise<void> => {
    for (let number = 1; !isStopped; number += 1) {
      acknowledged.push(await place(log, `${name}-${number}`));
    }
  };
  const writing = write();
  return {
    acknowledged,
    async stop() {
      isStopped = true;
      await writing;
    },
  };
}

/** Sends one command until it is answered. */
async function place(log: () => JetStreamLog, id: string): Promise<CommandId> {
  for (;;) {
    try {
      const seen = await log().versionOf(stream("fought-for"));
      const [writer = id] = id.split("-");
      const outcome = await log().append(
        accepted(id, ["fought-for", writer], [expecting("fought-for", seen)]),
      );
      expect(outcome.accepted).toBe(true);
      return id as CommandId;
    } catch (error) {
      if (!isConcurrencyError(error) && !isSharedLogError(error)) throw error;
      if (isSharedLogError(error)) await pause(100);
    }
  }
}

it("three nodes, four writers, and the leader killed again and again: nothing lost, nothing twice", {
  timeout: (KILLS + 1) * 3 * PATIENT,
}, async () => {
  const people = await Promise.all([join(), join(), join(), join()]);
  const writers = people.map((person, index) => startWriter(person, `w${index}`));
  const manager = await jetstreamManager(connections[0] as NatsConnection, { checkAPI: false });
  const written = () => writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const seconds: number[] = [];

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = written();
    await vi.waitFor(() => expect(written()).toBeGreaterThan(before + 20), PATIENT);
    // One node at a time: whoever was killed before has caught up.
    const leader = await vi.waitFor(
      async () => {
        const { cluster: nodes } = await manager.streams.info(BOOK.name);
        expect(nodes?.replicas?.filter(({ current }) => current)).toHaveLength(2);
        return nodes?.leader as string;
      },
      { timeout: PATIENT, interval: 200 },
    );
    const killedAt = performance.now();
    await cluster.node(leader).kill();
    const atKill = written();
    await vi.waitFor(() => expect(written()).toBeGreaterThan(atKill + writers.length), PATIENT);
    seconds.push((performance.now() - killedAt) / 1_000);
    await cluster.node(leader).restart();
  }
  await Promise.all(writers.map((writer) => writer.stop()));

  const newcomer = (await join()).log();
  const events = await newcomer.read();
  const head = await newcomer.head();
  expect(checkChain(events)).toEqual({ ok: true, head });
  expect(commandsOf(events)).toEqual(
    writers.flatMap(({ acknowledged }) => acknowledged).toSorted(),
  );
  for (const { log } of people) {
    await vi.waitFor(async () => expect(await log().head()).toEqual(head), PATIENT);
  }
  console.log(
    `${written()} commands acknowledged, ${KILLS} leaders killed; seconds until all went on: ${seconds.map((s) => s.toFixed(1)).join(", ")}`,
  );
});

function commandsOf(events: readonly RecordedEvent[]): readonly CommandId[] {
  return events
    .filter(({ stream }) => stream === "fought-for")
    .map(({ meta }) => meta.commandId)
    .toSorted();
}
