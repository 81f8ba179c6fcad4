import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sealCommit } from "../../../src/eventlog/chain/seal-commit.ts";
import { EMPTY_HEAD, GENESIS_HASH } from "../../../src/eventlog/envelope.ts";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import { openJetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import type {
  Publication,
  SharedStream,
} from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream, type NewNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { sharedLogError } from "../../../src/eventlog/replication/shared-log-problems.ts";
import { startNatsServer } from "../../nats/nats-server.ts";
import { OWNER_AND_READER, serveNats } from "../../nats/serve-nats.ts";
import { accepted, expecting, observe, placesOf, RECORDED_AT, refused } from "../attempts.ts";
import { caught } from "../caught.ts";

const now = () => RECORDED_AT;
/** Milliseconds. Generous: a slow machine is no failure. */
const PATIENT = 30_000;

const served = serveNats(`max_payload: 65536\n${OWNER_AND_READER}`);
let book: NewNatsStream;
let logs: EventLog[];

beforeEach(async () => {
  const name = `book-${crypto.randomUUID()}`;
  book = { name, subject: `${name}.log`, patience: PATIENT };
  logs = [];
});
afterEach(() => {
  for (const log of logs) log.close();
});

/** A person on the book, whose line may do to messages what `spoil` makes of them. */
async function join({
  connection = served.owner,
  spoil = (stream: SharedStream) => stream,
}: {
  connection?: NatsConnection;
  spoil?: (stream: SharedStream) => SharedStream;
} = {}): Promise<EventLog> {
  const stream = spoil(await openNatsStream(connection, book));
  const log = await openJetStreamLog({ replica: createMemoryLog({ now }), stream, now });
  logs.push(log);
  return log;
}

/** Spoils the first `times` publications. */
function spoiling(
  times: number,
  how: (publish: () => Promise<Publication>) => Promise<Publication>,
) {
  let left = times;
  return (stream: SharedStream): SharedStream => ({
    ...stream,
    publish(payload, options) {
      const publish = () => stream.publish(payload, options);
      left -= 1;
      return left >= 0 ? how(publish) : publish();
    },
  });
}

const acknowledgementLost = async (publish: () => Promise<Publication>): Promise<Publication> => {
  await publish();
  return { kind: "unanswered" };
};

/** Expects that a newcomer, who reads the whole stream, sees the very same as everybody else. */
async function expectEverybodyAgrees(...everybody: EventLog[]): Promise<void> {
  const newcomer = await observe(await join());
  for (const log of everybody) {
    await vi.waitFor(async () => expect(await observe(log)).toEqual(newcomer), 30_000);
  }
}

describe("a line that loses messages", () => {
  it("loses an acknowledgement: the command stands once, and is answered as the first time", async () => {
    await createNatsStream(served.owner, book);
    const log = await join({ spoil: spoiling(1, acknowledgementLost) });

    const outcome = await log.append(accepted("c1", ["a"], [expecting("a", 0)]));

    expect(outcome).toMatchObject({ accepted: true, repeated: false });
    expect(placesOf(await log.read())).toEqual(["a@1"]);
    await expectEverybodyAgrees(log);
  });

  it("loses acknowledgements in the middle of many: each command stands once, in order", async () => {
    await createNatsStream(served.owner, book);
    const log = await join({ spoil: spoiling(5, acknowledgementLost) });

    const ids = Array.from({ length: 100 }, (_, index) => `c${index + 1}`);
    await Promise.all(ids.map((id) => log.append(accepted(id, ["a"]))));

    expect((await log.read()).map(({ meta }) => meta.commandId)).toEqual(ids);
    await expectEverybodyAgrees(log);
  });

  it("loses an acknowledgement for longer than the engine knows the id", async () => {
    await createNatsStream(served.owner, { ...book, duplicateWindow: 100 });
    const spoil = spoiling(1, async (publish) => {
      await publish();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { kind: "unanswered" };
    });
    const log = await join({ spoil });

    await log.append(accepted("c1", ["a"]));
    const again = await log.append(accepted("c1", ["a"]));

    expect(again).toMatchObject({ repeated: true });
    expect(placesOf(await log.read())).toEqual(["a@1"]);
    await expectEverybodyAgrees(log);
  });

  it("loses the message itself: it is sent again", async () => {
    await createNatsStream(served.owner, book);
    const log = await join({ spoil: spoiling(2, async () => ({ kind: "unanswered" })) });

    await log.append(accepted("c1", ["a"]));

    expect(placesOf(await log.read())).toEqual(["a@1"]);
    await expectEverybodyAgrees(log);
  });

  it("loses every message: the writer is told that it is not known, and a later try cannot double it", async () => {
    await createNatsStream(served.owner, book);
    const log = await join();
    const silent = await join({ spoil: spoiling(3, async () => ({ kind: "unanswered" })) });

    const error = await caught(silent.append(accepted("c1", ["a"])));

    expect(error).toBeInstanceOf(SharedLogError);
    expect(error).toMatchObject({ code: "shared-log", problem: "unreachable" });
    await silent.append(accepted("c1", ["a"]));
    // Before it has seen the first, the other would write the very same record, and take it for its own.
    await expectEverybodyAgrees(log, silent);
    expect(await log.append(accepted("c1", ["a"]))).toMatchObject({ repeated: true });
    await expectEverybodyAgrees(log, silent);
  });
});

describe("a replica that was away", () => {
  it.each([
    { what: "knows up to which message it had come", kept: "last" },
    { what: "knows up to which message it had come a while ago", kept: "first" },
    { what: "has forgotten it, and meets again what it has", kept: undefined },
  ] as const)("$what: it goes on where it stood", async ({ kept }) => {
    await createNatsStream(served.owner, book);
    const other = await join();
    const replica = createMemoryLog({ now });
    const stream = await openNatsStream(served.owner, book);
    // What is closed here is a replica in memory, which answers all the same.
    const first = await openJetStreamLog({ replica, stream, now });
    await first.append(accepted("c1", ["a"]));
    const known = { first: first.kept(), last: first.kept() };
    await first.refuse(refused("r1"));
    await first.append(accepted("c2", ["a", "b"]));
    known.last = first.kept();
    first.close();
    for (const id of ["c3", "c4"]) await other.append(accepted(id, ["b"]));
    await other.refuse(refused("r2"));

    const again = await openJetStreamLog({
      ...{ replica, stream, now },
      kept: kept && known[kept],
    });
    logs.push(again);

    await again.append(accepted("c5", ["a"], [expecting("a", 2), expecting("b", 3)]));
    await expectEverybodyAgrees(again, other);
  });
});

describe("a message that does not continue the log is void for everybody", () => {
  const { command: _, ...unheard } = sealCommit(accepted("x", ["x"]), EMPTY_HEAD, new Map(), now());
  const forged = unheard.events.map((event) => ({ ...event, hash: GENESIS_HASH }));

  it.each([
    { what: "no record at all", payload: new TextEncoder().encode("hello") },
    { what: "not even text", payload: new Uint8Array([0xff, 0xfe, 0]) },
    {
      what: "written on another end of the log",
      payload: encodeShared({ base: EMPTY_HEAD, record: unheard }),
    },
    {
      what: "with a hash that is not that of its content",
      payload: (base: typeof EMPTY_HEAD) =>
        encodeShared({ base, record: { events: forged as unknown as typeof unheard.events } }),
    },
  ])("$what", async ({ payload }) => {
    await createNatsStream(served.owner, book);
    const [log, other] = [await join(), await join()];
    await log.append(accepted("c1", ["a"]));
    const head = await log.head();

    const bytes = typeof payload === "function" ? payload(head) : payload;
    await jetstream(served.owner).publish(book.subject, bytes);
    await other.append(accepted("c2", ["a"], [expecting("a", 1)]));
    await log.refuse(refused("r1"));

    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    expect(await log.verify()).toMatchObject({ ok: true });
    await expectEverybodyAgrees(log, other);
  });

  it("even where it keeps the id of a command that then comes: that one stands", async () => {
    await createNatsStream(served.owner, book);
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    await jetstream(served.owner).publish(book.subject, "nonsense", { msgID: "c2.1" });

    await log.append(accepted("c2", ["a"]));

    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    await expectEverybodyAgrees(log);
  });
});

describe("what the engine does not take is told in a sentence, and nothing is lost", () => {
  it("a command larger than a message may be", async () => {
    await createNatsStream(served.owner, book);
    const log = await join();
    const large = accepted("c1", ["a"]);
    const data = { note: "x".repeat(70_000) };
    const before = await observe(log);

    const error = await caught(log.append({ ...large, events: [{ ...large.events[0], data }] }));

    expect(error).toBeInstanceOf(SharedLogError);
    expect(error).toMatchObject({
      problem: "too-large",
      message: expect.stringContaining("larger than the 65536 bytes"),
    });
    expect(await observe(log)).toEqual(before);
    await log.append(accepted("c2", ["a"]));
    await expectEverybodyAgrees(log);
  });

  it("a stream that is full", async () => {
    await createNatsStream(served.owner, book);
    const { streams } = await jetstreamManager(served.owner, { checkAPI: false });
    await streams.update(book.name, { max_msgs: 20 });
    const log = await join();
    let taken = 0;
    const fill = async (): Promise<void> => {
      for (; taken < 100; taken += 1) await log.append(accepted(`c${taken}`, ["a"]));
    };

    const error = await caught(fill());

    expect(error).toMatchObject({ name: "SharedLogError", problem: "full" });
    expect(await log.read()).toHaveLength(taken);
    await expectEverybodyAgrees(log);
  });

  it("a reader who writes", async () => {
    await createNatsStream(served.owner, book);
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    const connection = await connect({
      servers: served.server.address,
      user: "reader",
      pass: "reader",
    });
    const reader = await join({ connection });
    expect(await observe(reader)).toEqual(await observe(log));

    const error = await caught(reader.append(accepted("c2", ["a"])));

    expect(error).toMatchObject({ name: "SharedLogError", problem: "forbidden" });
    await expectEverybodyAgrees(log, reader);
    await connection.close();
  });

  it("a server that stops answering while a log is opened: nobody goes on listening", async () => {
    await createNatsStream(served.owner, book);
    const stop = vi.fn();
    const spoil = (stream: SharedStream): SharedStream => ({
      ...stream,
      last: () => Promise.reject(sharedLogError("unreachable")),
      async follow(after, take, onEnd) {
        const leave = await stream.follow(after, take, onEnd);
        return () => {
          stop();
          leave();
        };
      },
    });

    expect(await caught(join({ spoil }))).toMatchObject({ problem: "unreachable" });
    expect(stop).toHaveBeenCalledOnce();
  });

  it("a log that is closed while a book moves up: what has come is sound, and the rest follows later", async () => {
    await createNatsStream(served.owner, book);
    const source = createMemoryLog({ now });
    for (let number = 1; number <= 200; number += 1) {
      await source.append(accepted(`c${number}`, ["a"]));
    }
    const events = await source.read();
    const closeAtFirst = spoiling(1, (publish) => {
      log.close();
      return publish();
    });
    const log = await join({ spoil: closeAtFirst });

    expect(await caught(log.replicate([events]))).toMatchObject({ problem: "closed" });

    const again = await join();
    const { position } = await again.head();
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThan(200);
    await again.replicate([events.slice(position)]);
    expect(await again.read()).toEqual(events);
  });

  it("a book that is not there", async () => {
    expect(await caught(join())).toMatchObject({ name: "SharedLogError", problem: "absent" });
  });

  it("a server that is gone: and whatever it took before stands when it is back", async () => {
    book = { ...book, patience: 500 };
    const own = await startNatsServer();
    const connection = await connect({ servers: own.address, maxReconnectAttempts: -1 });
    await createNatsStream(connection, book);
    const log = await join({ connection });
    await log.append(accepted("c1", ["a"]));

    await own.kill();
    const error = await caught(log.append(accepted("c2", ["a"])));
    await own.restart();

    expect(error).toMatchObject({ name: "SharedLogError", problem: "unreachable" });
    await vi.waitFor(() => log.append(accepted("c2", ["a"])), { timeout: 60_000 });
    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    const newcomer = await join({ connection });
    expect(await observe(newcomer)).toEqual(await observe(log));
    newcomer.close();
    await connection.close();
    await own.stop();
  });
});
