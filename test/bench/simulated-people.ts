import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { NO_MESSAGE } from "../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createSigningKey } from "../../src/eventlog/jetstream/signing/signing-key.ts";
import { createNatsStream } from "../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../src/eventlog/nats/nats-stream.ts";
import { hereOf, subjectOf } from "../../src/eventlog/replication/server-address.ts";
import { openAs, type Person } from "../application/sharing/person.ts";

/** Messages from one connection to another, with nothing of ours in between. */
export interface BareMessages {
  /** Milliseconds from the publishing of each of so many messages to its coming. */
  latencies(count: number): Promise<number[]>;
  close(): Promise<void>;
}

/** Connects a writer and a reader to a stream of their own. */
export async function openBareMessages(server: string): Promise<BareMessages> {
  const options = { servers: server, user: "owner", pass: "owner" };
  const [writer, reader] = [await connect(options), await connect(options)];
  const name = `bare-${crypto.randomUUID()}`;
  await createNatsStream(writer, { name, subject: `${name}.log` });
  const consumer = await jetstream(reader).consumers.get(name, {
    deliver_policy: DeliverPolicy.All,
  });
  const messages = await consumer.consume();
  const coming = messages[Symbol.asyncIterator]();
  const payload = new Uint8Array(1_000);
  let sent = 0;
  return {
    async latencies(count) {
      const times: number[] = [];
      while (times.length < count) {
        const start = performance.now();
        const expect = { lastSequence: sent };
        sent += 1;
        await Promise.all([
          coming.next(),
          jetstream(writer).publish(`${name}.log`, payload, { expect }),
        ]);
        times.push(performance.now() - start);
      }
      return times;
    },
    async close() {
      messages.stop();
      await Promise.all([writer.close(), reader.close()]);
    },
  };
}

/** A crowd that has one shared book open and gives commands. */
export interface Crowd {
  /** Gives so many commands a second for so long, in turn. Resolves to when the last one was answered, epoch ms. */
  work(perSecond: number, seconds: number): Promise<number>;
  /** The end of the log as the last of them knows it. */
  head(): { readonly position: number; readonly hash: string };
  /** Resolves once all of them stand at one end. */
  agree(): Promise<void>;
  leave(): Promise<void>;
}

/** People with a replica, views and an outbox of their own: more of them in one process would wait for it, and not for the book. */
const WRITERS = 4;

/** Milliseconds within which all of them stand at one end. */
const AGREES_MS = 60_000;

/** Milliseconds between two signs of life of somebody who only looks. */
const SIGN_OF_LIFE = 40_000;

/**
 * Lets a crowd in, each over a connection of their own. A few of them write for all; the others take in every message, as a page
 * does, and tell that they are here.
 */
export async function letCrowdIn(server: string, name: string, count: number): Promise<Crowd> {
  const now = () => Date.now() as EpochMs;
  const signer = await createSigningKey("writer");
  const writers: Person[] = [];
  while (writers.length < WRITERS) {
    writers.push(await openAs({ server, name, user: "writer", now, signer }));
  }
  const onlookers: Onlooker[] = [];
  while (writers.length + onlookers.length < count) onlookers.push(await lookOn(server, name));
  const heads = () => writers.map(({ session }) => session.history.head());
  const agreed = (): boolean =>
    writers.every(({ kept }) => kept.outbox.items().length === 0) &&
    new Set(heads().map(({ hash }) => hash)).size === 1;
  return {
    async work(perSecond, seconds) {
      const answers: Promise<unknown>[] = [];
      const start = performance.now();
      for (let given = 0; given < perSecond * seconds; given += 1) {
        const writer = writers[given % writers.length] as Person;
        const username = `crowd-${given}-${crypto.randomUUID().slice(0, 8)}`;
        answers.push(writer.session.bus.dispatch({ type: "RegisterClient", username }));
        const due = start + (given + 1) * (1_000 / perSecond);
        await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)));
      }
      await Promise.all(answers);
      return Date.now();
    },
    head: () => heads().at(-1) ?? { position: 0, hash: "" },
    async agree() {
      const end = Date.now() + AGREES_MS;
      while (!agreed()) {
        if (Date.now() > end) throw new Error("The writers did not come to one end of the log.");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async leave() {
      for (const writer of writers) writer.kill();
      await Promise.all(onlookers.map((onlooker) => onlooker.leave()));
    },
  };
}

interface Onlooker {
  leave(): Promise<void>;
}

async function lookOn(server: string, name: string): Promise<Onlooker> {
  const connection = await connect({ servers: server, user: "writer", pass: "writer" });
  const stream = await openNatsStream(connection, { name, subject: subjectOf(name) });
  const stopReading = await stream.follow(
    NO_MESSAGE,
    () => undefined,
    () => {},
  );
  const id = crypto.randomUUID();
  const head = { position: 0, hash: "" };
  const tell = (): void =>
    connection.publish(hereOf(name, `onlooker-${id}`), JSON.stringify({ id, at: "live", head }));
  tell();
  const telling = setInterval(tell, SIGN_OF_LIFE);
  return {
    async leave() {
      clearInterval(telling);
      stopReading();
      await connection.close();
    },
  };
}
