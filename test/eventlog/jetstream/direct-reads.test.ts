import { type JetStreamManager, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection, type ServerInfo } from "@nats-io/transport-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import {
  type JetStreamLog,
  openJetStreamLog,
} from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import {
  boundsFor,
  createNatsStream,
  readyStream,
} from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { serveNats } from "../../nats/serve-nats.ts";
import { accepted, placesOf, RECORDED_AT } from "../attempts.ts";
import { caught } from "../caught.ts";

const INFO = '"$JS.API.STREAM.INFO.*"';
const GET = '"$JS.API.DIRECT.GET.*"';
const person = (user: string, publish: string, subscribe: string) =>
  `{ user: ${user}, password: ${user}, permissions: {
      publish: [${publish}], subscribe: [${subscribe}] } }`;

const served = serveNats(`
  authorization {
    users: [
      { user: owner, password: owner }
      ${person("reader", `${INFO}, ${GET}`, '"_INBOX.>", "*.log"')}
      ${person("deaf", `${INFO}, ${GET}`, '"_INBOX.>"')}
      ${person("blind", INFO, '"_INBOX.>", "*.log"')}
    ]
  }
`);
const now = () => RECORDED_AT;
let book: { readonly name: string; readonly subject: string; readonly patience: number };
let manager: JetStreamManager;
let endings: (() => unknown)[];

beforeEach(async () => {
  const name = `book-${crypto.randomUUID()}`;
  book = { name, subject: `${name}.log`, patience: 30_000 };
  manager = await jetstreamManager(served.owner, { checkAPI: false });
  endings = [];
});
afterEach(async () => {
  for (const end of endings.toReversed()) await end();
});

async function connectAs(user: string): Promise<NatsConnection> {
  const connection = await connect({ servers: served.server.address, user, pass: user });
  endings.push(() => connection.close());
  return connection;
}

async function join(connection: NatsConnection): Promise<JetStreamLog> {
  const stream = await openNatsStream(connection, book);
  const log = await openJetStreamLog({ replica: createMemoryLog({ now }), stream, now });
  endings.push(() => log.close());
  return log;
}

/** Makes a stream as versions did that read by consumers. */
async function createOldStream(): Promise<void> {
  await manager.streams.add({ name: book.name, subjects: [book.subject] });
}

describe("a reader of a shared log", () => {
  it("has the server make nothing, and takes in what comes", async () => {
    await createNatsStream(served.owner, book);
    const log = await join(served.owner);
    await log.append(accepted("c1", ["a"]));
    const reader = await join(await connectAs("reader"));

    await log.append(accepted("c2", ["a"]));

    await vi.waitFor(async () => expect(placesOf(await reader.read())).toEqual(["a@1", "a@2"]));
    const { state } = await manager.streams.info(book.name);
    expect(state.consumer_count).toBe(0);
  });

  it.each(["deaf", "blind"])("who is %s is told that it is not allowed", async (user) => {
    await createNatsStream(served.owner, book);
    await (await join(served.owner)).append(accepted("c1", ["a"]));

    const error = await caught(join(await connectAs(user)));

    expect(error).toMatchObject({ name: "SharedLogError", problem: "forbidden" });
  });
});

describe("a stream of an older version", () => {
  it("cannot be read by somebody who may not change it, and that is said", async () => {
    await createOldStream();
    const reader = await connectAs("reader");
    await readyStream(reader, book);

    const error = await caught(join(reader));

    expect(error).toMatchObject({
      problem: "forbidden",
      message: expect.stringContaining("its owner has to open it once"),
    });
  });

  it("is changed by its owner, and read by everybody then", async () => {
    await createOldStream();

    await readyStream(served.owner, book);

    const log = await join(served.owner);
    await log.append(accepted("c1", ["a"]));
    const reader = await join(await connectAs("reader"));
    expect(placesOf(await reader.read())).toEqual(["a@1"]);
  });

  it("is no stream at all where there is none", async () => {
    expect(await caught(readyStream(served.owner, book))).toMatchObject({
      problem: "absent",
    });
  });
});

/** A connection to a server of that version. */
const serverOf = (version: string) => ({ info: { version } as ServerInfo });

describe("a new stream", () => {
  it.each([
    { version: "2.9.10", maxBytes: undefined, bounds: { max_msgs: 500_000 } },
    { version: "2.10.4", maxBytes: undefined, bounds: { max_msgs: 500_000 } },
    { version: "2.10.5-beta.1", maxBytes: undefined, bounds: { max_bytes: 268_435_456 } },
    { version: "2.15.1", maxBytes: undefined, bounds: { max_bytes: 268_435_456 } },
    { version: "3.0.0", maxBytes: 65_536, bounds: { max_bytes: 65_536 } },
  ])("is bounded by what a server $version keeps", ({ version, maxBytes, bounds }) => {
    expect(boundsFor(serverOf(version), maxBytes === undefined ? {} : { maxBytes })).toEqual(
      bounds,
    );
  });

  it("is not made with a bound for which an older server throws away what came first", () => {
    expect(() => boundsFor(serverOf("2.9.10"), { maxBytes: 65_536 })).toThrow(SharedLogError);
  });

  it("that is full refuses what is new, and keeps what came first", async () => {
    await createNatsStream(served.owner, book);
    const { config } = await manager.streams.info(book.name);
    const bounds = boundsFor(served.owner, {});
    expect(config).toMatchObject(bounds);
    const small = "max_msgs" in bounds ? { max_msgs: 50 } : { max_bytes: 16_384 };
    await manager.streams.update(book.name, small);

    // Ever smaller ones, since the last gap is where a server counts wrongly.
    for (let size = 400; size > 0; size -= 1) {
      served.owner.publish(book.subject, "x".repeat(size));
    }
    for (let count = 0; count < 1_000; count += 1) served.owner.publish(book.subject, "x");
    const answer = await served.owner.request(book.subject, "x");

    expect(answer.string()).toContain("maximum");
    expect((await manager.streams.info(book.name)).state.first_seq).toBe(1);
  });
});
