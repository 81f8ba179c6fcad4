import { jetstreamManager } from "@nats-io/jetstream";
import { afterEach, beforeEach, expect, vi } from "vitest";
import {
  type JetStreamLog,
  type JetStreamLogOptions,
  openJetStreamLog,
} from "../../../src/eventlog/jetstream/jetstream-log.ts";
import type { SharedStream } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream, type NewNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { type Served, serveNats } from "../../nats/serve-nats.ts";
import { observe, RECORDED_AT } from "../attempts.ts";

/** A shared log on a server, which is a new one in each test. */
export interface ServedLog extends Served {
  readonly book: NewNatsStream;
  readonly stream: SharedStream;
  /** Opens the log for somebody who has an empty replica in memory, where nothing else is said. */
  join(options?: Partial<JetStreamLogOptions>): Promise<JetStreamLog>;
  /** Expects that a newcomer, who reads the whole stream, comes to see the very same as everybody else. */
  expectAgreement(...everybody: readonly JetStreamLog[]): Promise<void>;
  /** Deletes the stream, and makes a new one of the same name. */
  makeAnew(): Promise<void>;
}

/** Milliseconds. Generous: a slow machine is no failure. */
export const PATIENT = 60_000;

const now = () => RECORDED_AT;

/** Gives each test of the file that calls this a shared log, and closes it behind it for everybody. */
export function serveLog(always: Partial<JetStreamLogOptions> = {}): ServedLog {
  const served = serveNats();
  let book: NewNatsStream;
  let stream: SharedStream;
  let logs: JetStreamLog[];
  beforeEach(async () => {
    const name = `book-${crypto.randomUUID()}`;
    book = { name, subject: `${name}.log`, patience: PATIENT };
    await createNatsStream(served.owner, book);
    stream = await openNatsStream(served.owner, book);
    logs = [];
  });
  afterEach(() => {
    for (const log of logs) log.close();
  });
  const join: ServedLog["join"] = async (options = {}) => {
    const replica = createMemoryLog({ now });
    const log = await openJetStreamLog({ replica, stream, now, ...always, ...options });
    logs.push(log);
    return log;
  };
  return {
    get server() {
      return served.server;
    },
    get owner() {
      return served.owner;
    },
    get book() {
      return book;
    },
    get stream() {
      return stream;
    },
    join,
    async expectAgreement(...everybody) {
      const newcomer = await observe(await join());
      for (const log of everybody) {
        await vi.waitFor(async () => expect(await observe(log)).toEqual(newcomer), PATIENT);
      }
    },
    async makeAnew() {
      const { streams } = await jetstreamManager(served.owner, { checkAPI: false });
      await streams.delete(book.name);
      await createNatsStream(served.owner, book);
    },
  };
}
