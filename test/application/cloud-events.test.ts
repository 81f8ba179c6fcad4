import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { type ImportReport, importLog } from "../../src/application/files/import-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { isReservedName, LOG_ATTRIBUTES } from "../../src/eventlog/validation/origin.ts";
import { isImportError } from "../../src/formats/import-error.ts";
import { commandId, stream } from "../eventlog/attempts.ts";
import { caught } from "../eventlog/caught.ts";
import { eventLines } from "../formats/files.ts";
import { createOutside, NOW, openSession, orderOf } from "./open-session.ts";
import "fake-indexeddb/auto";

type Event = { readonly [name: string]: unknown };
interface Case {
  readonly id: string;
  readonly event: Event;
  readonly batch: readonly Event[];
}

function casesOf(name: string): Case[] {
  const url = new URL(`../fixtures/cloudevents/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")).tests;
}

const MINIMAL = {
  specversion: "1.0",
  id: "e1",
  source: "/crm",
  type: "com.example.thing.happened",
};

function bring(session: BookSession, content: string | Blob): Promise<ImportReport> {
  const file = content instanceof Blob ? content : new Blob([content]);
  return importLog(session, file, createOutside());
}

async function refusalOf(session: BookSession, content: string) {
  const before = await session.log.head();
  const error = await caught(bring(session, content));
  if (!isImportError(error)) throw error;
  expect(await session.log.head()).toEqual(before);
  return [error.line, error.reason] as const;
}

const ndjson = (...events: readonly Event[]) =>
  events.map((event) => JSON.stringify(event)).join("\n");

async function exported(session: BookSession): Promise<Event[]> {
  return eventLines(await (await exportLog(session)).file.text()).map((line) => JSON.parse(line));
}

/** What another program finds of its event in an exported line. */
function givenBack(line: Event | undefined, original: Event): Event {
  const added = LOG_ATTRIBUTES.filter((name) => (original[name] ?? null) === null);
  return Object.fromEntries(
    Object.entries(line ?? {}).filter(
      ([name]) => !isReservedName(name) && !(added as readonly string[]).includes(name),
    ),
  );
}

/** An attribute that is null is not set; data that are null are. */
function set(event: Event): Event {
  return Object.fromEntries(
    Object.entries(event).filter(([name, value]) => name === "data" || value !== null),
  );
}

let opened = 0;
const openLogs: { readonly [kind: string]: () => Promise<EventLog> } = {
  "in memory": async () => createMemoryLog({ now: () => NOW }),
  "in IndexedDB, in pages of three events": () =>
    openIndexedDbLog({ name: `foreign-${++opened}`, now: () => NOW, pageEvents: 3 }),
};

async function expectGivenBack(events: readonly Event[], log?: EventLog): Promise<void> {
  const book = await openSession(log);
  expect(await bring(book, ndjson(...events))).toMatchObject({
    read: events.length,
    added: events.length,
  });
  const lines = await exported(book);
  for (const [index, event] of events.entries()) {
    expect(givenBack(lines[index], event)).toEqual(set(event));
  }
  expect(await book.log.verify()).toMatchObject({ ok: true });

  const copy = await openSession();
  const { file, head } = await exportLog(book);
  expect(await bring(copy, file)).toMatchObject({ added: events.length, fingerprint: head.hash });
  expect(await copy.log.read()).toEqual(await book.log.read());
  expect(await bring(book, ndjson(...events))).toMatchObject({ added: 0, known: events.length });
  expect(await bring(copy, ndjson(...events))).toMatchObject({ added: 0, known: events.length });
}

describe("CloudEvents of the conformance suite", () => {
  it.each(casesOf("valid-events"))("are taken and given back: $id", async ({ event }) => {
    await expectGivenBack([event]);
    const pretty = await openSession();
    expect(await bring(pretty, JSON.stringify(event, null, 2))).toMatchObject({ added: 1 });
  });

  it.each(casesOf("valid-batches"))("are taken as batches: $id", async ({ batch }) => {
    const book = await openSession();
    const events = [...new Map(batch.map((event) => [event["id"], event])).values()];
    for (const indent of [0, 2]) {
      expect(await bring(book, JSON.stringify(batch, null, indent))).toMatchObject(
        indent === 0
          ? { read: batch.length, added: events.length, known: batch.length - events.length }
          : { read: batch.length, added: 0, known: batch.length },
      );
    }
    const lines = await exported(book);
    expect(lines.map((line, index) => givenBack(line, events[index] ?? {}))).toEqual(events);
  });

  const REASONS: { readonly [id: string]: RegExp } = {
    invalidNoSpecVersion: /^attribute “specversion” is missing$/,
    invalidNoId: /^attribute “id” is missing$/,
    invalidNoType: /^attribute “type” is missing$/,
    invalidNoSource: /^attribute “source” is missing$/,
    invalidTimeGarbage: /^attribute “time” must be a time/,
    invalidTimeToMinute: /^attribute “time” must be a time/,
    invalidTimeOffsetX: /^attribute “time” must be a time/,
    invalidTimeOffsetOutOfRange: /^attribute “time” must be a time/,
    invalidTimeOffsetNonInteger: /^attribute “time” must be a time/,
    invalidTimeOffsetHourOnly: /^attribute “time” must be a time/,
    invalidEmptyId: /^attribute “id” must not be empty$/,
    invalidEmptyType: /^attribute “type” must not be empty$/,
    invalidEmptySource: /^attribute “source” must not be empty$/,
    invalidEmptySpecVersion: /^attribute “specversion” must be “1.0”, not “”/,
    invalidUnknownSpecVersion: /^attribute “specversion” must be “1.0”, not “0.9”/,
    invalidNonRfc2046DataContentType: /^attribute “datacontenttype” must be a media type/,
    invalidEmptyDataContentType: /^attribute “datacontenttype” must be a media type/,
    invalidEmptyDataSchema: /^attribute “dataschema” must not be empty$/,
    invalidEmptySubject: /^attribute “subject” must not be empty$/,
    invalidNumericId: /^attribute “id” must be text$/,
    invalidObjectId: /^attribute “id” must be text$/,
    invalidCapitalizedExtension:
      /^attribute “MyExtension” has a name that CloudEvents does not allow/,
    invalidPunctuatedExtension:
      /^attribute “my.extension” has a name that CloudEvents does not allow/,
    invalidNonIntegerExtensionValue:
      /^attribute “my.extension” has a name that CloudEvents does not allow/,
    invalidBothDataAndDataBase64: /^“data” and “data_base64” stand side by side/,
    invalidBatchMixedSpecVersions: /^attribute “specversion” must be “1.0”, not “0.9”/,
    invalidBatchContainingInvalidCloudEvent: /^attribute “id” is missing$/,
    invalidBatchContainingNonObject: /^an event must be a JSON object$/,
  };

  it.each([...casesOf("invalid-events"), ...casesOf("invalid-batches")])(
    "are refused for what is wrong with them: $id",
    async ({ id, event, batch }) => {
      const [line, reason] = await refusalOf(await openSession(), JSON.stringify(event ?? batch));
      expect(line).toBe(1);
      expect(reason).toMatch(REASONS[id] ?? /never/);
    },
  );
});

/** Names that mean something in JavaScript, in this app or in other programs. */
const NAMES = [
  ...["constructor", "valueof", "7", "10", "a", "traceparent", "hindsightful", "origin", "meta"],
  ...["sequence", "recordedtime", "schemaversion", "commandid", "correlationid", "causationid"],
];
const attributeName = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.stringMatching(/^[a-z0-9]{1,20}$/).filter((name) => !/^(auth|data$)/.test(name)),
);
const attributeValue = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.boolean(),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.constantFrom("", "9223372036854775807", "1"),
);
const CORE = ["specversion", "id", "source", "type", "subject", "time"];
const ADDED = ["datacontenttype", "dataschema", "data", "causationordinal"];
const extensions = fc
  .dictionary(attributeName, attributeValue, { maxKeys: 5 })
  .map((all) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => ![...CORE, ...ADDED].includes(name))),
  );
const nonempty = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
const json = fc
  .jsonValue({ stringUnit: "binary", maxDepth: 4 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes("__proto__"))
  .map((text): unknown => JSON.parse(text))
  .filter((value) => !JSON.stringify(value).match(/\d{16}|e\+/));
const content = fc.oneof(
  fc.constant({}),
  json.map((data) => ({ data })),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({
    data_base64: Buffer.from(bytes).toString("base64"),
  })),
);
const time = fc.constantFrom(
  ...["2026-05-03T14:02:07Z", "2026-05-03T14:02:07.000Z", "2026-05-03T14:02:07.123456789+05:45"],
  ...[
    "1990-12-31t23:59:60z",
    "2026-05-03 14:02:00Z",
    "2016-12-31T18:59:60.25-05:00",
    "0001-01-01T00:00:00Z",
  ],
  ...["9999-12-31T23:59:59.999999Z", "2026-02-28T00:00:00-00:00"],
);
const core = fc.record(
  {
    subject: nonempty,
    time,
    datacontenttype: fc.constantFrom(
      ...["application/json", "Application/JSON;charset=UTF-8", "text/plain"],
      ...["application/json; charset = utf-8", "text/xml"],
      ...[
        "application/vnd.crm.v2+json",
        'multipart/mixed; boundary="a b"',
        "application/x-ndjson ; q=1",
      ],
    ),
    dataschema: fc.constantFrom("https://example.org/schema#v1", "urn:x"),
  },
  { requiredKeys: [] },
);
const foreignEvent = fc
  .tuple(
    core,
    extensions,
    content,
    fc.oneof(
      fc.constantFrom("a.b", "created", "OrderPlaced", ".x", "..", "app.hindsight."),
      nonempty,
    ),
    fc.oneof(
      fc.constantFrom("/crm", "/other", "urn:uuid:0c34bc63-5d1e-4b0a-9c1f-2f6f6d1f9a10"),
      nonempty,
    ),
  )
  .map(
    ([optional, more, carried, type, source]): Event => ({
      ...more,
      ...optional,
      ...{ specversion: "1.0", type, source },
      ...carried,
    }),
  )
  .filter(({ type }) => !/^app\.hindsight\.[^.]+$/.test(String(type)));

describe("Events of any other program", () => {
  it.each(Object.entries(openLogs))(
    "come back as they were, attribute for attribute, and bring another book to the same fingerprint: %s",
    async (_, open) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(foreignEvent, { minLength: 1, maxLength: 7 }),
          // Every other id is used by several sources.
          fc.boolean(),
          async (events, shared) => {
            const named = events.map((event, index) => ({
              ...event,
              id: shared ? `e${index % 2}` : `e${index}`,
              source: shared ? `${event["source"]}-${index}` : event["source"],
              // Each command is told apart: those that come back are another matter.
              ...(event["commandid"] !== undefined && { commandid: `c${index}` }),
            }));
            await expectGivenBack(named, await open());
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it.each<[string, Event]>([
    ["no subject", MINIMAL],
    ["a sequence of its own", { ...MINIMAL, sequence: "17", sequencetype: "Integer" }],
    [
      "a recorded time and a sequence",
      { ...MINIMAL, sequence: "17", recordedtime: "2026-05-03T14:02:07Z" },
    ],
    ["a version of its schema as text", { ...MINIMAL, schemaversion: "2.1" }],
    ["numbers beyond 32 bits as text", { ...MINIMAL, offset: "9223372036854775807" }],
    ["text as data", { ...MINIMAL, datacontenttype: "text/plain", data: "Simple text" }],
    ["XML as data", { ...MINIMAL, datacontenttype: "text/xml", data: "<much/>" }],
    ["a list as data", { ...MINIMAL, data: [1, [2], {}] }],
    ["a number as data", { ...MINIMAL, data: 1.5 }],
    ["null as data", { ...MINIMAL, data: null }],
    ["an empty object as data", { ...MINIMAL, data: {} }],
    ["bytes as data", { ...MINIMAL, datacontenttype: "image/png", data_base64: "iVBORw0KGgo=" }],
    ["no bytes as data", { ...MINIMAL, data_base64: "" }],
    ["a type without a dot", { ...MINIMAL, type: "created" }],
    [
      "a type that is the name of one of ours",
      { ...MINIMAL, type: "OrderPlaced", subject: "order-1" },
    ],
    ["a relative source", { ...MINIMAL, source: "#fragment" }],
    ["an actor", { ...MINIMAL, authtype: "service_account", authid: "" }],
    ["nanoseconds", { ...MINIMAL, time: "2018-04-05T17:31:00.000000001Z" }],
    ["the id of a source with its colon", { ...MINIMAL, id: "1:", source: "2:" }],
  ])("may have %s", async (_, event) => {
    for (const open of Object.values(openLogs)) await expectGivenBack([event], await open());
  });

  it("are the same by source and id", async () => {
    const book = await openSession();
    const a = [MINIMAL, { ...MINIMAL, id: "e2" }];
    const b = a.map((event) => ({ ...event, source: "/other", data: { other: true } }));
    expect(await bring(book, ndjson(...a))).toMatchObject({ added: 2, known: 0 });
    expect(await bring(book, ndjson(...b))).toMatchObject({ added: 2, known: 0 });
    expect(await bring(book, ndjson(...b, ...a))).toMatchObject({ added: 0, known: 4 });
    const events = await book.log.read();
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    expect((await exported(book)).map(({ id, source }) => [source, id])).toEqual([
      ["/crm", "e1"],
      ["/crm", "e2"],
      ["/other", "e1"],
      ["/other", "e2"],
    ]);
  });

  it("cannot change unnoticed in an export, whichever byte is another", async () => {
    const book = await openSession();
    const [first, second] = [
      { ...MINIMAL, sequence: "17", commandid: "c", data: "x", time: "2018-04-05T17:31:00Z" },
      { ...MINIMAL, source: "/b", schemaversion: "2", data_base64: "AAAA", dataschema: "urn:x" },
    ];
    await bring(book, ndjson(first, second));
    const { file } = await exportLog(book);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const target = await openSession();
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.slice();
      changed[index] = (bytes[index] ?? 0) ^ 1;
      const error = await caught(bring(target, new Blob([changed])));
      expect(isImportError(error), `byte ${index}`).toBe(true);
    }
    expect(await target.log.read()).toEqual([]);
  });

  const FULL = {
    ...MINIMAL,
    ...{ subject: "thing-1", time: "2026-05-03T14:02:07Z", datacontenttype: "application/json" },
    ...{ dataschema: "urn:a", data: { n: 1 }, extra: "x", commandid: "c" },
  };
  it.each<[string, unknown]>([
    ["type", "com.example.other"],
    ["subject", "thing-2"],
    ["subject", null],
    ["time", "2026-05-03T14:02:07.0Z"],
    ["time", null],
    ["datacontenttype", "application/json;charset=utf-8"],
    ["dataschema", null],
    ["data", { n: 2 }],
    ["data", null],
    ["extra", "y"],
    ["extra", null],
    ["another", "z"],
    ["commandid", "d"],
  ])("are refused with another “%s” than before: %j", async (name, value) => {
    const changed = { ...FULL, [name]: value };
    const book = await openSession();
    await bring(book, ndjson(FULL));
    expect(await refusalOf(book, ndjson({ ...MINIMAL, id: "e0" }, changed))).toEqual([
      2,
      `the book has this event already, by its source and id, but with another “${name}”`,
    ]);
    const empty = await openSession();
    const [line, reason] = await refusalOf(empty, ndjson(FULL, FULL, changed));
    expect(line).toBe(3);
    expect(reason).toMatch(/^an event of the same source and id stands in line 1, and differs in /);
    const named = !["extra", "another", "commandid"].includes(name);
    expect(reason).toContain(named ? `differs in ${name}` : "differs in an extension attribute");
  });

  it.each<[string, unknown, RegExp]>([
    ["Upper", "x", /^attribute “Upper” has a name/],
    ["under_score", "x", /^attribute “under_score” has a name/],
    ["", "x", /^attribute “” has a name/],
    ["größe", 1, /^attribute “größe” has a name/],
    ["n", 1.5, /^attribute “n” must be text, true, false, or a whole number of 32 bits/],
    ["n", 2 ** 31, /^attribute “n” must be text/],
    ["n", [], /^attribute “n” must be text/],
    ["n", {}, /^attribute “n” must be text/],
    ["specversion", "0.3", /^attribute “specversion” must be “1.0”, not “0.3”/],
    ["specversion", 1, /^attribute “specversion” must be text/],
    ["data_base64", "a", /^attribute “data_base64” must be Base64$/],
    ["data_base64", 5, /^attribute “data_base64” must be Base64$/],
    ["datacontenttype", "application", /^attribute “datacontenttype” must be a media type/],
    ["datacontenttype", "a/b; =c", /^attribute “datacontenttype” must be a media type/],
    ["time", "2026-05-03T14:02:60Z", /^attribute “time” must be a time/],
    ["time", "2026-05-03  14:02:07Z", /^attribute “time” must be a time/],
    ["data", { n: 2 ** 53 }, /a whole number beyond 2⁵³, say\) and would be rounded/],
    ["data", 2 ** 53, /a whole number beyond 2⁵³, say\) and would be rounded/],
  ])("are refused with “%s” %j", async (name, value, reason) => {
    const [line, told] = await refusalOf(
      await openSession(),
      ndjson({ ...MINIMAL, [name]: value }),
    );
    expect([line, told]).toEqual([1, expect.stringMatching(reason)]);
  });

  it("may be as long as 1 MiB, and their export is read again", async () => {
    const room = 2 ** 20 - ndjson({ ...MINIMAL, data: "" }).length;
    await expectGivenBack([{ ...MINIMAL, data: "x".repeat(room) }]);
    const [, reason] = await refusalOf(
      await openSession(),
      ndjson({ ...MINIMAL, data: "x".repeat(room + 1) }),
    );
    expect(reason).toBe("it is longer than 1 MiB");
    const numbers = `{"specversion":"1.0","id":"n","source":"s","type":"t","data":[${"1e-6,".repeat(150_000)}0]}`;
    expect(await refusalOf(await openSession(), numbers)).toEqual([1, "it is longer than 1 MiB"]);
  });
});

describe("An event of another program in the stream of a record", () => {
  it("does not keep the record from being changed", async () => {
    const session = await openSession();
    const { bus, history } = session;
    await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
    await bring(session, ndjson({ ...MINIMAL, subject: "client-c-ada" }));
    const [row] = history.clients.rows(history.head().position);
    const change = { type: "ChangeClient", client: "ada", expectedVersion: row?.version };

    expect(row?.version).toBe(1);
    expect(await bus.dispatch({ ...change, name: "Ada" })).toMatchObject({ accepted: true });
    // Who saw the record before that change is still told.
    expect(await bus.dispatch({ ...change, name: "Eve" })).toMatchObject({
      rejection: { code: "version-conflict" },
    });
  });
});

describe("Attributes of ours that another program means in another way", () => {
  it.each<[string, Event]>([
    ["an id without its kind", { authid: "u1" }],
    ["a kind that is no text", { authtype: 5 }],
    ["an empty kind", { authtype: "" }],
    ["an id that is no text", { authid: 7, authtype: "user" }],
    ["an ordinal as text", { causationordinal: "2" }],
    [
      "part of a place",
      { sequence: "12", recordedtime: "2026-05-03T14:02:07Z", hash: "sha-1:abc" },
    ],
  ])("are kept and given back: %s", async (_, attributes) => {
    const session = await openSession();
    const event = { ...MINIMAL, ...attributes };
    await bring(session, ndjson(event));
    const again = await openSession();
    const { file } = await exportLog(session);
    expect(await bring(again, file)).toMatchObject({ added: 1 });
    const [line] = await exported(again);
    expect(givenBack(line, event)).toEqual(set(event));
  });
});

describe("A “commandid” of another program", () => {
  const line = (id: string, commandid: string): Event => ({ ...MINIMAL, id, commandid });
  const lines = [line("1", "saga"), line("2", "saga"), line("3", "other"), line("4", "saga")];

  it("may come again behind others, and in a later file", async () => {
    // given events of one saga with others in between
    const book = await openSession(createMemoryLog({ now: () => NOW }));

    // when they are imported, and later once more with another of the saga at each end
    expect(await bring(book, ndjson(...lines))).toMatchObject({ added: 4, known: 0 });
    const more = [line("0", "saga"), ...lines, line("5", "saga")];
    expect(await bring(book, ndjson(...more))).toMatchObject({ added: 2, known: 4 });

    // then each is given back with its own
    const back = await exported(book);
    const originals = [...lines, line("0", "saga"), line("5", "saga")];
    expect(back.map((event, index) => givenBack(event, originals[index] as Event))).toEqual(
      originals,
    );
    const commands = (await book.log.read()).map(({ meta }) => meta.commandId);
    expect(commands[1]).toBe(commands[0]);
    expect(commands[5]).toBe(commands[4]);
    expect(new Set(commands).size).toBe(4);
  });
});

describe("A number in data", () => {
  it.each([
    "0.12345678901234567891",
    "1e-400",
    "9007199254740993",
    "-123456789012345678901",
    "1.0000000000000000001e5",
  ])("is refused where it would be rounded: %s", async (number) => {
    const text = JSON.stringify({ ...MINIMAL, data: { t: 0 } }).replace('"t":0', `"t":${number}`);
    const refusal = await refusalOf(await openSession(), text);
    expect(refusal).toEqual([1, expect.stringContaining("write it as text")]);
  });

  it.each(["0.1", "1.50", "1e15", "-0.0", "0.30000000000000004", "1E5", "5e-324"])(
    "is taken where it is kept: %s",
    async (number) => {
      const data = `{"t":${number},"text":"1e-400 0.12345678901234567891"}`;
      const text = JSON.stringify({ ...MINIMAL, data: 0 }).replace('"data":0', `"data":${data}`);
      const session = await openSession();
      await bring(session, text);
      expect(JSON.stringify((await session.log.read())[0]?.data["t"])).toBe(
        JSON.stringify(Number(number)),
      );
    },
  );
});

describe("Files of other shapes", () => {
  it("may be a JSON sequence, wherever it is cut", async () => {
    const sequence = [1, 2, 3]
      .map((id) => `\u001e${JSON.stringify({ ...MINIMAL, id: String(id) })}\n`)
      .join("");
    expect(await bring(await openSession(), sequence)).toMatchObject({ added: 3 });
  });

  it("tell a copy within the file from what the book has", async () => {
    const session = await openSession();
    const file = ndjson(MINIMAL, MINIMAL);
    expect(await bring(session, file)).toMatchObject({ added: 1, known: 1, copies: 1 });
    expect(await bring(session, file)).toMatchObject({ added: 0, known: 2, copies: 1 });
  });

  it.each([
    ["a list within an object", JSON.stringify({ events: [MINIMAL] }), "Import the list itself"],
    ["another spelling of specversion", '{"specVersion":"1.0","id":"1"}', "it is “specversion”"],
    ["two events on a line", `${JSON.stringify(MINIMAL)}${JSON.stringify(MINIMAL)}`, "two events"],
    [
      "a mark in the middle",
      `${JSON.stringify(MINIMAL)}\n\ufeff${JSON.stringify(MINIMAL)}`,
      "byte order mark",
    ],
    [
      "a value of another language",
      '{"specversion":"1.0","data":{"t":NaN}}',
      "NaN is no value of JSON",
    ],
    [
      "a line cut in a text",
      `${JSON.stringify(MINIMAL)}\n{"specversion":"1.0","data":{"name":"True} {North`,
      "it is cut",
    ],
    [
      "a quotation mark of another kind",
      `{"specversion":"1.0","id":'1',"source":"/s"}`,
      "broken JSON",
    ],
    ["a table with quotes", 'name,address\nAda,"12, High Street"', "table (CSV)"],
  ])("are told for what they are: %s", async (_, text, said) => {
    const [, reason] = await refusalOf(await openSession(), text);
    expect(reason).toContain(said);
  });
});

describe("Events of our own types that were written elsewhere", () => {
  async function ownLines(): Promise<Event[]> {
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    await session.bus.dispatch(orderOf("ada"));
    return exported(session);
  }
  const bared = ({
    sequence,
    recordedtime,
    streamversion,
    hash,
    predecessorhash,
    ...event
  }: Event) => event;

  it("count for the views, keep their source, and come back with it", async () => {
    const lines = (await ownLines())
      .map(bared)
      .map((line) => ({ ...line, source: "/shop", traceparent: "00-1" }));
    const book = await openSession();
    expect(await bring(book, ndjson(...lines))).toMatchObject({ added: 4 });
    expect(book.history.orders.count(4 as never)).toBe(1);
    const again = await exported(book);
    for (const [index, line] of lines.entries()) expect(again[index]).toMatchObject(line);
    expect(await bring(book, ndjson(...lines))).toMatchObject({ added: 0, known: 4 });
    const copy = await openSession();
    expect(await bring(copy, (await exportLog(book)).file)).toMatchObject({
      fingerprint: (await book.log.head()).hash,
    });
  });

  it("need an object as data, a subject, and a shape of their type", async () => {
    const own = { ...MINIMAL, type: "app.hindsight.OrderShipped", subject: "order-1" };
    const book = await openSession();
    expect(await refusalOf(book, ndjson(own))).toEqual([1, "attribute “data” is missing"]);
    expect(await refusalOf(book, ndjson({ ...own, data: [] }))).toEqual([
      1,
      "attribute “data” must be an object",
    ]);
    expect(await refusalOf(book, ndjson({ ...own, subject: null, data: {} }))).toEqual([
      1,
      "attribute “subject” is missing",
    ]);
    expect(await refusalOf(book, ndjson({ ...own, data_base64: "AAAA" }))).toEqual([
      1,
      "attribute “data” is missing",
    ]);
    expect((await refusalOf(book, ndjson({ ...own, data: { by: "DHL" } })))[1]).toMatch(
      /^OrderShipped does not allow/,
    );
  });

  it("are the book's own when it has them, in an earlier release's book too", async () => {
    const lines = await ownLines();
    const book = await openSession();
    await bring(book, ndjson(...lines));
    // Another copy of the book wrote these lines: same ids, same content, another source.
    expect(await bring(book, ndjson(...lines.map(bared)))).toMatchObject({ added: 0, known: 4 });
    const note = { ...MINIMAL, subject: "s", time: "2026-05-03T14:02:07.5+02:00", data: { n: 1 } };
    const log = createMemoryLog({ now: () => NOW });
    const command = { id: commandId("e1"), type: "T", payload: {}, digest: sha256("e1") };
    const event = { stream: stream("s"), type: note.type, schemaVersion: 1, data: note.data };
    const occurredAt = Date.parse(note.time) as EpochMs;
    await log.append({ command, events: [event], expected: [], occurredAt });
    const earlier = await openSession(log);
    const line = { ...note, id: "e1.1", commandid: "e1" };
    expect(await bring(earlier, ndjson(line))).toMatchObject({ added: 0, known: 1 });
    expect(await bring(earlier, ndjson({ ...line, data: { n: 2 } }))).toMatchObject({ added: 1 });
  });
});
