import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import {
  createNatsStream,
  type NewNatsStream,
} from "../../../src/eventlog/jetstream/create-nats-stream.ts";
import { openJetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { openNatsStream } from "../../../src/eventlog/jetstream/nats-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory-log.ts";
import { accepted, placesOf, RECORDED_AT } from "../../eventlog/attempts.ts";
import { caught } from "../../eventlog/caught.ts";
import { freePorts } from "../../nats/free-ports.ts";
import { findNatsServer } from "../../tools/find-nats-server.mjs";
import { install, type Machine, PASSWORDS } from "./installed.ts";
import { knock } from "./knock.ts";
import { type Program, startProgram } from "./program.ts";
import { createSelfSigned } from "./self-signed.ts";

const now = () => RECORDED_AT;
const NATS_SERVER = findNatsServer() ?? "nats-server";
const APP = "https://orders.example.org";
const SHARED = fileURLToPath(new URL("../../tools/shared.mjs", import.meta.url));
/** Milliseconds. Generous: a slow machine is no failure. */
const PATIENT = 60_000;
const SECRETS = { owner: "owner’s #1 secret", writer: "12345", reader: "secret" };

type Person = keyof typeof SECRETS;

const certificate = createSelfSigned();
/** What is to be ended or removed, in the order it came. */
const cleanups: (() => unknown)[] = [];

afterAll(async () => {
  for (const cleanUp of cleanups.toReversed()) await cleanUp();
});

function newBook(): NewNatsStream {
  const name = `book-${crypto.randomUUID()}`;
  return { name, subject: `${name}.log`, patience: PATIENT };
}

/** A person's connection, as the app makes it. */
async function connectAs(user: Person, port: number): Promise<NatsConnection> {
  const connection = await connect({
    servers: `127.0.0.1:${port}`,
    user,
    pass: SECRETS[user],
    inboxPrefix: `_INBOX_${user}`,
  });
  cleanups.push(() => connection.close());
  return connection;
}

async function joinBook(connection: NatsConnection, book: NewNatsStream): Promise<EventLog> {
  const stream = await openNatsStream(connection, book);
  const log = await openJetStreamLog({ replica: createMemoryLog({ now }), stream, now });
  cleanups.push(() => log.close());
  return log;
}

/** Asks the engine itself. Resolves to what it answers. */
async function ask(connection: NatsConnection, to: string, what = "") {
  return (await connection.request(to, what, { timeout: PATIENT })).json<{
    state: { messages: number };
  }>();
}

async function setUp(machine: Omit<Machine, "certificate">): Promise<string> {
  const installed = await install({ certificate, ...machine });
  cleanups.push(installed.remove);
  return installed.configurations;
}

async function start(file: string): Promise<void> {
  const server = startProgram(NATS_SERVER, ["-c", file], PASSWORDS);
  cleanups.push(() => server.end("SIGTERM"));
  await server.says("Server is ready");
}

describe("nats-server can read", () => {
  it.each(["one-node.conf", "three-nodes/a.conf", "three-nodes/b.conf", "three-nodes/c.conf"])(
    "%s",
    async (name) => {
      const nodes = name.startsWith("three") ? [3, 4, 5] : undefined;
      const folder = await setUp({ web: 1, programs: 2, ...(nodes && { nodes }) });

      const file = join(folder, name);
      const check = startProgram(NATS_SERVER, ["-t", "-c", file], PASSWORDS);

      expect({ code: await check.ended(), said: check.said() }).toEqual({
        code: 0,
        said: expect.stringContaining("is valid"),
      });
    },
  );
});

describe("one node", () => {
  let web: number;
  let programs: number;

  beforeAll(async () => {
    [web = 0, programs = 0] = await freePorts(2);
    await start(join(await setUp({ web, programs }), "one-node.conf"));
  });

  it("lets the owner make a book, a writer write and a reader read", async () => {
    const book = newBook();
    await createNatsStream(await connectAs("owner", programs), book);
    const [owner, writer, reader] = [
      await joinBook(await connectAs("owner", programs), book),
      await joinBook(await connectAs("writer", programs), book),
      await joinBook(await connectAs("reader", programs), book),
    ];

    await writer.append(accepted("c1", ["a"]));
    await owner.append(accepted("c2", ["a"]));

    for (const log of [owner, writer, reader]) {
      await vi.waitFor(async () => expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]), {
        timeout: PATIENT,
      });
    }
  });

  it("refuses what a role does not have", async () => {
    const book = newBook();
    await createNatsStream(await connectAs("owner", programs), book);
    const reader = await connectAs("reader", programs);
    const writer = await connectAs("writer", programs);
    const log = await joinBook(reader, book);

    const forbidden = { name: "SharedLogError", problem: "forbidden" };
    expect(await caught(log.append(accepted("c1", ["a"])))).toMatchObject(forbidden);
    for (const connection of [reader, writer]) {
      expect(await caught(createNatsStream(connection, newBook()))).toMatchObject(forbidden);
      for (const action of ["UPDATE", "DELETE", "PURGE"]) {
        const asked = ask(connection, `$JS.API.STREAM.${action}.${book.name}`);
        expect(String(await caught(asked))).toContain("Permissions Violation");
      }
    }
    expect(await log.read()).toEqual([]);
  });

  it("lets nobody hear what others are answered, or come in without a password", async () => {
    const reader = await connectAs("reader", programs);

    const heard = new Promise((resolve) => {
      reader.subscribe("_INBOX_owner.>", { callback: (error) => resolve(error) });
    });
    expect(String(await heard)).toContain("Permissions Violation");
    const stranger = connect({ servers: `127.0.0.1:${programs}`, reconnect: false });
    expect(String(await caught(stranger))).toContain("Authorization Violation");
  });

  it("does not do for a reader what that one may not ask for, even as an answer", async () => {
    const book = newBook();
    const owner = await connectAs("owner", programs);
    await createNatsStream(owner, book);
    const log = await joinBook(owner, book);
    await log.append(accepted("c1", ["a"]));
    const reader = await connectAs("reader", programs);
    const config = { name: "trick", ack_policy: "none", deliver_policy: "new" };
    const ofTrick = `${book.name}.trick`;
    const request = JSON.stringify({ stream_name: book.name, config });
    await ask(reader, `$JS.API.CONSUMER.CREATE.${ofTrick}`, request);

    for (const reply of [`$JS.API.STREAM.DELETE.${book.name}`, book.subject]) {
      const next = JSON.stringify({ batch: 1, no_wait: true });
      reader.publish(`$JS.API.CONSUMER.MSG.NEXT.${ofTrick}`, next, { reply });
      reader.publish(`$JS.API.STREAM.INFO.${book.name}`, "", { reply });
    }
    await reader.flush();

    const ids = ["c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"];
    for (const id of ids) await log.append(accepted(id, ["a"]));

    const { state } = await ask(owner, `$JS.API.STREAM.INFO.${book.name}`);
    expect(state.messages).toBe(1 + ids.length);
  });

  it("tells everybody who is there", async () => {
    const { name } = newBook();
    const people = ["owner", "writer", "reader"] as const;
    const seen = await Promise.all(
      people.map(async (person) => {
        const connection = await connectAs(person, programs);
        const others = new Set<string>();
        connection.subscribe(`${name}.here`, {
          callback(_, message) {
            others.add(message.string());
          },
        });
        await connection.flush();
        return { connection, person, others };
      }),
    );

    for (const { connection, person } of seen) connection.publish(`${name}.here`, person);

    for (const { others } of seen) {
      await vi.waitFor(() => expect(others).toEqual(new Set(people)), { timeout: PATIENT });
    }
  });

  it("lets in pages of the app, over TLS, and no others", async () => {
    const address = `wss://localhost:${web}`;
    const ca = certificate.certificate;

    expect(await knock({ address, ca, origin: APP })).toBe(101);
    expect(await knock({ address, ca, origin: "https://elsewhere.example.org" })).toBe(403);
  });
});

describe("three nodes", () => {
  it("keep a book on all of them, whoever comes in where", async () => {
    const ports = await freePorts(9);
    const nodes = ports.slice(0, 3);
    const programs = ports.slice(3, 6);
    for (const [index, name] of ["a", "b", "c"].entries()) {
      const folder = await setUp({
        web: ports[6 + index] as number,
        programs: programs[index] as number,
        nodes: [nodes[index] as number, ...nodes.toSpliced(index, 1)],
      });
      await start(join(folder, `three-nodes/${name}.conf`));
    }
    const book = { ...newBook(), replicas: 3 } as const;
    const [first, second, third] = programs as [number, number, number];

    const owner = await connectAs("owner", first);
    await vi.waitFor(() => createNatsStream(owner, { ...book, patience: 5_000 }), {
      timeout: PATIENT,
      interval: 500,
    });
    // While the nodes agree on who leads, no answer may come for a while: it is asked again, as the app does.
    const untilAnswered = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
      vi.waitFor(ask, { timeout: PATIENT, interval: 500 });
    const [asWriter, asReader] = [
      await connectAs("writer", second),
      await connectAs("reader", third),
    ];
    const writer = await untilAnswered(() => joinBook(asWriter, book));
    const reader = await untilAnswered(() => joinBook(asReader, book));
    await untilAnswered(() => writer.append(accepted("c1", ["a"])));

    await vi.waitFor(async () => expect(placesOf(await reader.read())).toEqual(["a@1"]), {
      timeout: PATIENT,
    });
    const error = await caught(reader.append(accepted("c2", ["a"])));
    expect(error).toMatchObject({ problem: "forbidden" });
  });
});

describe("npm run shared", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hindsight-shared-"));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
  });

  const run = (port: number, env: Readonly<Record<string, string>> = {}): Program => {
    const args = [SHARED, "--port", String(port), "--folder", folder];
    const program = startProgram(process.execPath, args, env);
    cleanups.push(() => program.end("SIGTERM"));
    return program;
  };

  it("starts a server that the app's page reaches, says how, and ends it", async () => {
    const [port = 0] = await freePorts(1);
    const address = `ws://127.0.0.1:${port}`;
    const shared = run(port);

    await shared.says("Ctrl-C stops it.");

    expect(shared.said()).toContain(address);
    expect(await knock({ address, origin: "http://localhost:4173" })).toBe(101);
    const [, pass = ""] = /owner +(\w+)/.exec(shared.said()) ?? [];
    const [, servers = ""] = /nats:\/\/(\S+)/.exec(shared.said()) ?? [];
    const owner = await connect({ servers, user: "owner", pass, inboxPrefix: "_INBOX_owner" });
    const book = newBook();
    await createNatsStream(owner, book);
    const log = await joinBook(owner, book);
    expect(await log.append(accepted("c1", ["a"]))).toMatchObject({ accepted: true });
    await owner.close();
    expect(await shared.end("SIGINT")).toBe(0);
    expect(shared.said()).toContain(folder);
    expect(String(await caught(knock({ address, origin: APP })))).toContain("ECONNREFUSED");
  });

  it("says that its port is in use, or its server missing", async () => {
    const [port = 0] = await freePorts(1);
    const first = run(port);
    await first.says("Ctrl-C stops it.");

    const second = run(port);
    expect(await second.ended()).toBe(1);
    expect(second.said()).toContain(`Port ${port} of this machine is in use already`);
    await first.end("SIGTERM");

    const third = run(port, { NATS_SERVER_PATH: join(folder, "none") });
    expect(await third.ended()).toBe(1);
    expect(third.said()).toContain("apt-get install nats-server");
  });
});
