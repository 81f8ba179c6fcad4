import { describe, expect, it } from "vitest";
import { GENESIS_HASH, type JsonObject } from "../../src/eventlog/envelope.ts";
import { readLogFile } from "../../src/formats/log-import/log-reader.ts";
import { MAX_DEPTH } from "../../src/formats/safe-json.ts";
import {
  bared,
  createReader,
  fixture,
  gzip,
  IMPORTED_AT,
  itemsOf,
  linesOf,
  ndjson,
  read,
  refusal,
  without,
} from "./files.ts";
import { makeGoldenLog } from "./golden-log.ts";

const golden = await linesOf(await makeGoldenLog());

/** The golden log with line `number` changed. */
function spoilt(number: number, change: (line: JsonObject) => object): string {
  return ndjson(golden.map((line, index) => (index + 1 === number ? change(line) : line)));
}

/** A file of one event, of a type that allows everything, written elsewhere. */
function bareNote(attributes: object = {}, data: object = {}): string {
  const required = { specversion: "1.0", id: "n1", source: "x", type: "org.example.Note" };
  return JSON.stringify({ ...required, subject: "notes", data, ...attributes });
}

describe("A log file is told by its content", () => {
  it.each([
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["CRLF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["CR line ends", (text: string) => text.replaceAll("\n", "\r")],
    ["no last line end", (text: string) => text.trimEnd()],
    ["blank lines at its end", (text: string) => `${text}\n \n`],
  ])("and may have %s", async (_, change) => {
    expect(await read(change(ndjson(golden)))).toEqual(await read(ndjson(golden)));
  });

  it("and counts blank lines before and between events", async () => {
    const file = await read(`\n\n${ndjson(golden.slice(0, 1))}\n${ndjson(golden.slice(1))}`);
    expect(file).toMatchObject({ lines: [3, 5, 6, 7, 8, 9, 10, 11, 12, 13] });
  });

  it("and an empty list is a batch without events", async () => {
    expect(await itemsOf(" [ \n ]\n")).toEqual([]);
  });

  it("and an event may be written over several lines, and others behind it", async () => {
    const pretty = golden.map((line) => JSON.stringify(line, null, 2)).join("\n");
    const { events } = (await read(ndjson(golden))) as { events: unknown };
    expect(await read(pretty)).toMatchObject({ kind: "recorded", events });
    const [first, ...others] = golden;
    const mixed = `${JSON.stringify(first)}\n\n${JSON.stringify(others[0], null, "\t")}\n${ndjson(others.slice(1))}`;
    expect(await read(mixed)).toMatchObject({ events, lines: expect.arrayContaining([1, 3]) });
  });

  it("and an event that is cut short does not swallow the next ones", async () => {
    for (const cut of ["}", '"x":{"y":1}}', '"specversion":"1.0","id"', ""]) {
      const text = `${bareNote()}\n${bareNote({ id: "n2" }).slice(0, -1)},${cut.slice(0, -1)}\n${bareNote({ id: "n3" })}\n`;
      const [line, reason] = await refusal(text);
      expect([line, reason]).toEqual([2, expect.stringMatching(/^broken JSON/)]);
    }
  });

  it("and names the lines in which the events of a list begin", async () => {
    const file = await read(`[\n${golden.map((line) => JSON.stringify(line)).join(",\n")}\n]\n`);
    expect(file).toMatchObject({ lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
  });

  it("and its progress is told in bytes of the file, to the end", async () => {
    const file = fixture("log-v1.ndjson.gz");
    const told: (readonly [number, number])[] = [];
    for await (const _ of readLogFile(file, createReader(), (...bytes) => told.push(bytes)));
    expect(told.at(-1)).toEqual([file.size, file.size]);
  });
});

describe("A file as a whole is refused", () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ["that is empty", "", 0, "The file is empty."],
    ["that is white space", "\n \r\n\t", 0, "The file is empty."],
    ["that is comments only", "# nothing\n", 0, "The file has no command."],
    [
      "in UTF-16, little end first",
      new Uint8Array([0xff, 0xfe, 0x7b, 0]),
      0,
      "The file is UTF-16. Save it as UTF-8.",
    ],
    [
      "in UTF-16, big end first",
      new Uint8Array([0xfe, 0xff, 0, 0x7b]),
      0,
      "The file is UTF-16. Save it as UTF-8.",
    ],
    [
      "in UTF-16 without a mark",
      new Uint8Array([0x7b, 0, 0x22, 0]),
      1,
      "a zero byte: this is a binary file, or text that is not UTF-8",
    ],
    [
      "that is a picture",
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      0,
      "The file is a picture, not a log.",
    ],
    [
      "that is bytes of no known kind",
      new Uint8Array([0x89, 0x91, 0x92, 0x93]),
      1,
      "bytes that are not UTF-8 text",
    ],
    [
      "that is gzip no more",
      new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]),
      0,
      "The file is gzip, but damaged or cut short.",
    ],
  ])("%s", async (_, content, line, reason) => {
    expect(await refusal(content)).toEqual([line, reason]);
  });

  it("that is gzip cut short", async () => {
    const whole = await gzip("CREATE_USER ada\n".repeat(500));
    const cut = whole.slice(0, whole.size - 20);
    expect(await refusal(cut)).toEqual([0, "The file is gzip, but damaged or cut short."]);
  });

  it("that is a gzip bomb", async () => {
    const bomb = await gzip("\n".repeat(17 * 2 ** 20));
    expect(bomb.size).toBeLessThan(20_000);
    expect(await refusal(bomb)).toEqual([0, "The file is gzip that unfolds far beyond its size."]);
  });

  it("that is gzip of blanks, however much stands around them", async () => {
    const padding = crypto.getRandomValues(new Uint32Array(16_000)).join(" ");
    for (const blanks of ["\n", " ", "\r\n\t"]) {
      const bomb = await gzip(`# ${padding}\n${blanks.repeat(2 ** 21)}# end`);
      expect(bomb.size).toBeGreaterThan(2 ** 16);
      expect(await refusal(bomb)).toEqual([
        0,
        "The file is gzip that unfolds far beyond its size.",
      ]);
    }
    const few = await gzip(`${"\n".repeat(1_000_000)}CREATE_USER ada`);
    expect(await read(few)).toMatchObject({ kind: "classic" });
  });

  it("that is gzip within gzip", async () => {
    expect(await refusal(await gzip(fixture("log-v1.ndjson.gz")))).toEqual([
      0,
      "The file is gzip within gzip. Unpack it once, then import it.",
    ]);
  });

  it.each([
    ["the beginning of a second member", (whole: Uint8Array) => [whole, whole.slice(0, 9)]],
    ["what is no gzip", (whole: Uint8Array) => [whole, new Uint8Array([0, 0, 7])]],
  ])("that is gzip with %s behind", async (_, parts) => {
    const whole = new Uint8Array(await (await gzip("CREATE_USER ada")).arrayBuffer());
    const spoilt = new Blob(parts(whole) as BlobPart[]);
    expect(await refusal(spoilt)).toEqual([0, "The file is gzip, but damaged or cut short."]);
  });

  it.each([4, 8])(
    "that is gzip with a wrong checksum or length, %i bytes before its end",
    async (at) => {
      const whole = new Uint8Array(await fixture("log-v1.ndjson.gz").arrayBuffer());
      whole[whole.length - at] = (whole[whole.length - at] ?? 0) ^ 1;
      expect(await refusal(whole)).toEqual([0, "The file is gzip, but damaged or cut short."]);
    },
  );

  it.each([
    ["a table", "id,name\n1,Ada\n", /^The file is a table \(CSV\)/],
    ["a table of a spreadsheet", "sep=;\r\nid;name\r\n", /^The file is a table \(CSV\)/],
    [
      "a spreadsheet",
      "PK\u0003\u0004\u0014\0[Content_Types].xml xl/",
      /^The file is a spreadsheet/,
    ],
    ["an archive", "PK\u0003\u0004\u0014\0notes.txt", /^The file is a ZIP archive/],
    ["a document", "%PDF-1.7\n%", /^The file is a PDF document/],
    ["a web page", "\n<!doctype html><title>404</title>", /^The file is a web page/],
    ["a log in XML", '<?xml version="1.0"?>\n<log xes.version="1.0">', /event log in XML/],
    [
      "an object-centric log",
      '{"objectTypes": [],\n"events": [',
      /^The file is an object-centric event log/,
    ],
    [
      "an object-centric log whose types stand at its end",
      `{"events":[${`{"id":"e","type":"paid"},`.repeat(60_000)}`,
      /^The file is an object-centric event log/,
    ],
    ["a table with titles in brackets", "[Name],[Mail]\nAda,a@b.c\n", /^The file is a table/],
    ["a table with titles in braces", "{id},name\n1,Ada\n", /^The file is a table/],
    ["a table of columns", "PAR1\x15\x04\x15", /^The file is a Parquet table/],
    [
      "other JSON",
      '{"name":"hindsight","version":"1.0.0"}',
      /^The file is JSON, but no CloudEvents/,
    ],
    ["a list of other JSON", '[{"name":"Ada"}]', /^The file is JSON, but no CloudEvents/],
    ["CloudEvents 0.1", '{"cloudEventsVersion":"0.1","eventID":"1"}', /version 0\.1/],
  ])("that is %s, and told so", async (_, content, reason) => {
    expect(await refusal(content)).toEqual([0, expect.stringMatching(reason)]);
  });

  it("as what it was begun as, once it gave an event", async () => {
    const [line] = await refusal(`${JSON.stringify(golden[0])}\n<html>\n`);
    expect(line).toBe(2);
  });
});

describe("A line is refused with its number", () => {
  const broken = expect.stringMatching(/^broken JSON \(.+\)$/);

  it("that is broken JSON", async () => {
    const [first, second] = ndjson(golden).split("\n");
    expect(await refusal(`${first}\n${second?.slice(0, -1)}\n`)).toEqual([2, broken]);
    expect(await refusal(`${first}\nCREATE_USER ada\n`)).toEqual([2, broken]);
  });

  it.each([
    ["[\n{},\n", 2, "attribute “specversion” is missing"],
    [`[\n${bareNote()},\n`, 3, "broken JSON (the list is not closed)"],
    [`[${bareNote()}\n,\n]`, 3, "broken JSON (an element of the list is missing)"],
    [`[\n,${bareNote()}]`, 2, "broken JSON (an element of the list is missing)"],
    [`[${bareNote()}]\n]`, 2, "broken JSON (something stands behind the list)"],
    [`[${bareNote()}\n}]`, 1, broken],
    ["[1]", 1, "an event must be a JSON object"],
  ])("in a list: %j", async (text, line, reason) => {
    expect(await refusal(text)).toEqual([line, reason]);
  });

  it("that is longer than 1 MiB, before it is parsed", async () => {
    const first = JSON.stringify(golden[0]);
    // Two bytes each in UTF-8, so it is the bytes that count.
    const long = `{${"ä".repeat(2 ** 19 + 2 ** 13)}`;
    expect(await refusal(`${first}\n${long}\n`)).toEqual([2, "it is longer than 1 MiB"]);
    expect(await refusal(await gzip(`${first}\n${long}\n`))).toEqual([
      2,
      "it is longer than 1 MiB",
    ]);
    expect(await refusal(`[\n${long}`)).toEqual([2, "it is longer than 1 MiB"]);
    const most = bareNote({}, { text: "x".repeat(2 ** 20 - bareNote({}, { text: "" }).length) });
    expect(most).toHaveLength(2 ** 20);
    expect(await read(`${most}\n`)).toMatchObject({ kind: "bare" });
  });

  it("that nests hugely", async () => {
    const deep = `{"data":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const reason = `it nests deeper than ${MAX_DEPTH} levels`;
    expect(await refusal(deep)).toEqual([1, reason]);
    expect(await refusal(`[${deep}]`)).toEqual([1, reason]);
  });

  it.each([
    ['"n":1e400', "it has a number that is too large"],
    ['"n":[-1e999]', "it has a number that is too large"],
    ['"__proto__":{"polluted":1}', "it has a key “__proto__”, which is not allowed"],
    ['"n":1,"n":2', "an object has a name twice: only one of the values could be kept"],
    ['"n":1,"\\u006e":2', "an object has a name twice: only one of the values could be kept"],
    ['"n":9007199254740993', expect.stringContaining("would be rounded: write it as text")],
  ])("whose data would not survive: %s", async (member, reason) => {
    expect(await refusal(bareNote().replace('"data":{}', `"data":{${member}}`))).toEqual([
      1,
      reason,
    ]);
    expect(({} as JsonObject)["polluted"]).toBeUndefined();
  });

  it.each([
    ["specversion", "1.1", "must be “1.0”"],
    ["id", "", "must not be empty"],
    ["source", 7, "must be text"],
    ["subject", ["book"], "must be text"],
    [
      "type",
      "ClientRegistered",
      "must begin with a reverse domain name, such as app.hindsight.ClientRegistered",
    ],
    [
      "type",
      "app.hindsight.",
      "must begin with a reverse domain name, such as app.hindsight.ClientRegistered",
    ],
    ["time", "yesterday", "must be a time that exists, such as 2026-05-03T14:02:07.000Z"],
    [
      "time",
      "2026-02-30T00:00:00Z",
      "must be a time that exists, such as 2026-05-03T14:02:07.000Z",
    ],
    ["datacontenttype", "text/xml", "must be “application/json”"],
    ["data", [], "must be an object"],
    ["schemaversion", 0, "must be at least 1"],
    ["sequence", "0", "must be at least 1"],
    ["sequence", 3, "must be text"],
    ["sequence", "three", "must be a position in digits, such as 0000000000000012"],
    ["streamversion", "1", "must be a number"],
    ["streamversion", 1.5, "must be a whole number"],
    ["hash", "ABC", "must be 64 hexadecimal digits"],
  ])("whose “%s” is %j", async (name, value, problem) => {
    const text = spoilt(3, (line) => ({ ...line, [name]: value }));
    expect(await refusal(text)).toEqual([3, `attribute “${name}” ${problem}`]);
  });

  it.each(Object.keys(golden[0] ?? {}).filter((name) => !/^(auth.*|datacontenttype)$/.test(name)))(
    "that lacks “%s”",
    async (name) => {
      const text = spoilt(3, (line) => without(line, name));
      expect(await refusal(text)).toEqual([3, `attribute “${name}” is missing`]);
      const none = spoilt(3, (line) => ({ ...line, [name]: null }));
      expect(await refusal(none)).toEqual([3, `attribute “${name}” is missing`]);
    },
  );

  it("that names an actor without its kind, in an event of our own", async () => {
    const reason = "attribute “authtype” is missing, though “authid” stands there";
    const type = "app.hindsight.OrderShipped";
    expect(await refusal(bareNote({ type, authid: "u" }))).toEqual([1, reason]);
    // Another program may mean what it likes by that.
    expect(await read(bareNote({ authid: "u" }))).toMatchObject({
      events: [{ origin: { extensions: { authid: "u" } } }],
    });
  });
});

describe("A recorded file is refused at the first line that does not follow", () => {
  it("a gap", async () => {
    const text = ndjson(golden.toSpliced(4, 2));
    expect(await refusal(text)).toEqual([5, "a gap: event 5 was due, but 7 stands there"]);
  });

  it("a repeat", async () => {
    const text = ndjson(golden.toSpliced(4, 0, ...golden.slice(3, 4)));
    expect(await refusal(text)).toEqual([5, "a repeat: event 5 was due, but 4 stands there"]);
  });

  it.each([
    ["data", { reason: "never" }],
    ["time", "2020-01-01T00:00:00.000Z"],
    ["id", "another"],
    ["subject", "order-o-3"],
    ["type", "app.hindsight.OrderPaid"],
    ["authtype", "intruder"],
    ["commandid", "another"],
  ])("a wrong hash, after “%s” was changed", async (name, value) => {
    const text = spoilt(9, (line) => ({ ...line, [name]: value }));
    expect(await refusal(text)).toEqual([
      9,
      "wrong hash: it does not match the content of the event",
    ]);
  });

  it("a predecessor that is another", async () => {
    const other = { predecessorhash: "1".repeat(64) };
    expect(await refusal(spoilt(4, (line) => ({ ...line, ...other })))).toEqual([
      4,
      "“predecessorhash” is not the hash of the event before",
    ]);
    expect(await refusal(spoilt(1, (line) => ({ ...line, ...other })))).toEqual([
      1,
      "“predecessorhash” of event 1 must be 64 zeros",
    ]);
  });

  it("a line without its place, or with one among others without", async () => {
    expect(await refusal(spoilt(4, bared))).toEqual([
      4,
      "sequence and hash are missing here, but stand in the lines before",
    ]);
    const mixed = ndjson(golden.map((line, index) => (index === 5 ? line : bared(line))));
    expect(await refusal(mixed)).toEqual([
      6,
      "sequence and hash stand here, but are missing in the lines before",
    ]);
  });

  it("but it may begin later, and its beginning is judged by the book", async () => {
    const file = await read(ndjson(golden.slice(5)));
    expect(file).toMatchObject({ kind: "recorded", lines: [1, 2, 3, 4, 5] });
    expect(golden[0]?.["predecessorhash"]).toBe(GENESIS_HASH);
  });
});

describe("A file written elsewhere", () => {
  it("needs no more than id, source, type, subject and data", async () => {
    expect(await read(bareNote({ extra: true, predecessorhash: null }))).toEqual({
      kind: "bare",
      lines: [1],
      events: [
        {
          id: "n1",
          type: "org.example.Note",
          schemaVersion: 1,
          stream: "notes",
          data: {},
          meta: { occurredAt: IMPORTED_AT, recordedAt: IMPORTED_AT },
          origin: { source: "x", time: null, extensions: { extra: true } },
        },
      ],
    });
  });

  it("may tell its times with any offset", async () => {
    const file = await read(bareNote({ time: "2026-05-03T14:02:07.5+02:00" }));
    expect(file).toMatchObject({
      events: [{ meta: { occurredAt: Date.UTC(2026, 4, 3, 12, 2, 7, 500) } }],
    });
  });

  it("may say an event twice: whoever plans the import compares the copies", async () => {
    expect(await read(`${bareNote()}\n\n${bareNote()}\n`)).toMatchObject({ lines: [1, 3] });
  });

  it("is refused where a command of this app goes on after another", async () => {
    const shipped = (id: string, commandid: string) =>
      bareNote({ id, commandid, type: "app.hindsight.OrderShipped" });
    const [a, b, c] = [shipped("1", "x"), shipped("2", "y"), shipped("3", "x")];
    expect(await read(`${a}\n${c}\n${b}`)).toMatchObject({ kind: "bare" });
    expect(await refusal(`${a}\n${b}\n${c}`)).toEqual([
      3,
      "“commandid” belongs to earlier events, with others in between",
    ]);
  });

  it.each([
    [
      "OrderShipped",
      { by: "DHL" },
      "OrderShipped does not allow this data: it has no field “data.by”",
    ],
    [
      "WalletOpened",
      { clientId: "c", currency: "€" },
      "WalletOpened does not allow this data: “data.currency” must be a currency code such as EUR",
    ],
    [
      "UsernameReserved",
      {},
      "UsernameReserved does not allow this data: “data.clientId” is missing",
    ],
    [
      "OrderPlaced",
      {
        clientId: "c",
        currency: "EUR",
        lines: [{ productCode: "x", quantity: 0.5, unitPrice: 1 }],
      },
      "OrderPlaced does not allow this data: “data.lines.0.quantity” must be a whole number",
    ],
  ])("is refused when a known type has the wrong shape: %s", async (type, data, reason) => {
    const text = `${bareNote()}\n${bareNote({ id: "n2", type: `app.hindsight.${type}` }, data)}`;
    expect(await refusal(text)).toEqual([2, reason]);
  });
});
