import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import { openJetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream, type NewNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
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
  return named(`book-${crypto.randomUUID()}`);
}

function named(name: string): NewNatsStream {
  return { name, subject: `${name}.log`, patience: PATIENT };
}

/** A person's connection, as the app makes it. */
async function connectAs(user: Person, port: number): Promise<NatsConnection>;
async function connectAs(user: string, port: number, pass: string): Promise<NatsConnection>;
async function connectAs(
  user: string,
  port: number,
  pass = SECRETS[user as Person],
): Promise<NatsConnection> {
  const connection = await connect({
    servers: `127.0.0.1:${port}`,
    ...{ user, pass },
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
async function ask(connection: NatsConnection, to: string, what = ""): Promise<unknown> {
  return (await connection.request(to, what, { timeout: PATIENT })).json();
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

  /** What the engine keeps of a book. */
  const stateOf = async ({ name }: NewNatsStream) => {
    const owner = await connectAs("owner", programs);
    const { streams } = await jetstreamManager(owner, { checkAPI: false });
    return (await streams.info(name)).state;
  };

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

  it.each(["reader", "writer", "owner"] as const)("has nobody make consumers: %s", async (user) => {
    const book = newBook();
    await createNatsStream(await connectAs("owner", programs), book);
    const person = await connectAs(user, programs);
    const push = {
      ack_policy: "none",
      deliver_policy: "all",
      idle_heartbeat: 100_000_000,
      flow_control: true,
    };
    const targets = [
      // A loop between books, and a book that is removed.
      `${newBook().name}.log`,
      `$JS.API.STREAM.DELETE.${book.name}`,
      `${book.name}.here.owner`,
      undefined,
    ];

    for (const deliver_subject of targets) {
      const config = { ...push, ...(deliver_subject && { deliver_subject }) };
      for (const made of [
        { to: `CREATE.${book.name}`, config },
        { to: `CREATE.${book.name}.mine`, config: { ...config, name: "mine" } },
        { to: `DURABLE.CREATE.${book.name}.mine`, config: { ...config, durable_name: "mine" } },
      ]) {
        const request = JSON.stringify({ stream_name: book.name, config: made.config });
        const error = await caught(ask(person, `$JS.API.CONSUMER.${made.to}`, request));
        expect(String(error)).toContain("Permissions Violation");
      }
    }
    expect(await stateOf(book)).toMatchObject({ consumer_count: 0, messages: 0 });
  });

  it("lets owners alone see and remove what should not be there", async () => {
    const book = newBook();
    const owner = await connectAs("owner", programs);
    await createNatsStream(owner, book);
    const questions = [
      "$JS.API.STREAM.LIST",
      "$JS.API.STREAM.NAMES",
      `$JS.API.CONSUMER.LIST.${book.name}`,
      `$JS.API.CONSUMER.NAMES.${book.name}`,
      `$JS.API.CONSUMER.INFO.${book.name}.somebody`,
      `$JS.API.CONSUMER.DELETE.${book.name}.somebody`,
    ];

    for (const question of questions) {
      await ask(owner, question);
      for (const user of ["reader", "writer"] as const) {
        const error = await caught(ask(await connectAs(user, programs), question));
        expect(String(error)).toContain("Permissions Violation");
      }
    }
    const larger = { max_msgs: 1_000_000 };
    const { streams } = await jetstreamManager(owner, { checkAPI: false });
    expect((await streams.update(book.name, larger)).config).toMatchObject(larger);
  });

  it.each(["reader", "writer"] as const)(
    "does nothing else of the engine for a %s",
    async (user) => {
      const book = newBook();
      await createNatsStream(await connectAs("owner", programs), book);
      const person = await connectAs(user, programs);
      const { name } = book;

      for (const api of [
        ...["CREATE", "UPDATE", "DELETE", "PURGE", "SNAPSHOT", "RESTORE"].map(
          (action) => `STREAM.${action}.${name}`,
        ),
        ...["STREAM.MSG.GET", "STREAM.MSG.DELETE", "STREAM.LEADER.STEPDOWN"].map(
          (action) => `${action}.${name}`,
        ),
        ...[`CONSUMER.MSG.NEXT.${name}.x`, `STREAM.PEER.REMOVE.${name}`, "INFO"],
      ]) {
        expect(String(await caught(ask(person, `$JS.API.${api}`)))).toContain(
          "Permissions Violation",
        );
      }
      expect(await stateOf(book)).toMatchObject({ messages: 0 });
    },
  );

  it.each(["reader", "writer"] as const)(
    "has the engine's answers to a %s do nothing, wherever they are sent",
    async (user) => {
      const [book, other] = [newBook(), newBook()];
      const owner = await connectAs("owner", programs);
      await createNatsStream(owner, book);
      await createNatsStream(owner, other);
      const log = await joinBook(owner, book);
      await log.append(accepted("c1", ["a"]));
      const person = await connectAs(user, programs);

      for (const reply of [
        `$JS.API.STREAM.DELETE.${book.name}`,
        `$JS.API.STREAM.PURGE.${book.name}`,
        book.subject,
        other.subject,
      ]) {
        person.publish(`$JS.API.STREAM.INFO.${book.name}`, "", { reply });
        person.publish(`$JS.API.DIRECT.GET.${book.name}`, '{"seq":1}', { reply });
        if (user === "writer") person.publish(other.subject, "rubbish", { reply });
      }
      await person.flush();

      await log.append(accepted("c2", ["a"]));
      expect(await stateOf(book)).toMatchObject({ messages: 2 });
      expect((await stateOf(other)).messages).toBe(user === "writer" ? 4 : 0);
    },
  );

  it("keeps a flooded book from its first message on, and the others writable", async () => {
    const [flooded, other] = [newBook(), newBook()];
    const owner = await connectAs("owner", programs);
    await createNatsStream(owner, flooded);
    await createNatsStream(owner, other);
    const { streams } = await jetstreamManager(owner, { checkAPI: false });
    await streams.update(flooded.name, { max_msgs: 50 });
    const writer = await connectAs("writer", programs);

    for (let count = 0; count < 200; count += 1) writer.publish(flooded.subject, "rubbish");
    const refused = await ask(writer, flooded.subject, "rubbish");

    expect(refused).toMatchObject({ error: { description: "maximum messages exceeded" } });
    expect(await stateOf(flooded)).toMatchObject({ first_seq: 1, messages: 50 });
    const log = await joinBook(writer, other);
    expect(await log.append(accepted("c1", ["a"]))).toMatchObject({ accepted: true });
  });

  it("tells everybody who is there, each by their own name alone", async () => {
    const { name } = newBook();
    const people = ["owner", "writer", "reader"] as const;
    const seen = await Promise.all(
      people.map(async (person) => {
        const connection = await connectAs(person, programs);
        const heard = new Set<string>();
        connection.subscribe(`${name}.here.*`, {
          callback(_, message) {
            heard.add(message.subject);
          },
        });
        await connection.flush();
        return { connection, person, heard };
      }),
    );

    for (const { connection, person } of seen) {
      for (const claimed of ["nobody", ...people.filter((other) => other !== person)]) {
        connection.publish(`${name}.here.${claimed}`, "forged");
      }
      connection.publish(`${name}.here.${person}`, "true");
      await connection.flush();
    }

    const all = new Set(people.map((person) => `${name}.here.${person}`));
    for (const { heard } of seen) {
      await vi.waitFor(() => expect(heard).toEqual(all), { timeout: PATIENT });
    }
  });

  it("lets in pages of the app, over TLS, and no others", async () => {
    const address = `wss://localhost:${web}`;
    const ca = certificate.certificate;

    expect(await knock({ address, ca, origin: APP })).toBe(101);
    expect(await knock({ address, ca, origin: "https://elsewhere.example.org" })).toBe(403);
  });
});

describe("the lines in the comments, taken literally", () => {
  it("start a server without TLS, on this machine alone", async () => {
    const [web = 0, programs = 0] = await freePorts(2);
    const file = join(await setUp({ web, programs }), "one-node.conf");
    const text = await readFile(file, "utf8");
    await writeFile(file, withoutTls(text));

    await start(file);

    expect(await knock({ address: `ws://127.0.0.1:${web}`, origin: APP })).toBe(101);
  });

  it("let a person in to one book by its name, and to nothing of another", async () => {
    const [web = 0, programs = 0] = await freePorts(2);
    const folder = await setUp({ web, programs });
    const people = join(folder, "people.conf");
    await writeFile(people, withPerson(await readFile(people, "utf8"), "ada", "her password"));
    await start(join(folder, "one-node.conf"));
    const owner = await connectAs("owner", programs);
    const [own, other] = [named("book-42"), named("book-43")];
    for (const book of [own, other]) {
      await createNatsStream(owner, book);
      await (await joinBook(owner, book)).append(accepted("c1", ["a"]));
    }

    const ada = await connectAs("ada", programs, "her password");
    const log = await joinBook(ada, own);
    await log.append(accepted("c2", ["a"]));

    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    for (const subject of [
      `$JS.API.STREAM.INFO.${other.name}`,
      `$JS.API.DIRECT.GET.${other.name}`,
      other.subject,
      `${other.name}.here.ada`,
      `${own.name}.here.owner`,
    ]) {
      expect(String(await caught(ask(ada, subject)))).toContain("Permissions Violation");
    }
    for (const subject of [other.subject, `${other.name}.here.*`, "*.here.*"]) {
      const heard = new Promise((resolve) => {
        ada.subscribe(subject, { callback: (error) => resolve(error) });
      });
      expect(String(await heard)).toContain("Permissions Violation");
    }
  });
});

/** What one-node.conf says to do for a server without TLS. */
function withoutTls(text: string): string {
  return text
    .replace(/^CERT = .*\n/m, "")
    .replace(/^KEY = .*\n/m, "")
    .replace(/^ *tls \{.*$/m, "  no_tls: true");
}

/** The person of the comments in people.conf, with another password. */
function withPerson(text: string, user: string, password: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith(`#   { user: ${user},`));
  const person = lines
    .slice(first, first + 3)
    .map((line) => line.slice(1))
    .join("\n")
    .replace(/password: "[^"]*"/, () => `password: ${JSON.stringify(password)}`);
  return text.replace(/(PEOPLE \{\s+users: \[\n)/, (users) => `${users}${person}\n`);
}

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
