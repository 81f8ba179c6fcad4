import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { type ImportReport, importInto } from "../../src/application/files/import-log.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { gzip, gzipMembers, isJournalLine, slicedFile } from "../formats/files.ts";
import { createOutside, NOW, openSession, orderOf } from "./open-session.ts";

async function imported(file: Blob): Promise<ImportReport & { readonly head: number }> {
  const log = createMemoryLog({ now: () => NOW });
  const { book } = (await openSession()).store.getState();
  const target = { book, log, history: createHistory() };
  const report = await importInto(target, file, createOutside());
  const head = await log.head();
  expect(report.fingerprint).toBe(head.hash);
  return { ...report, head: head.position };
}

function note(id: string, text = ""): string {
  const required = { specversion: "1.0", id, source: "/crm", type: "org.example.Note" };
  const optional = { subject: "notes", time: "2026-05-03T14:02:07Z", data: { text } };
  return JSON.stringify({ ...required, ...optional });
}

/** Lines of an own export whose first order has several hundred lines. */
async function ownLines(): Promise<string[]> {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada", name: "Ada\u00a0 Łé𝒪" });
  const lines = Array.from({ length: 500 }, (_, index) => ({
    productCode: `${index}-`.padEnd(200, "x"),
    quantity: 1,
    unitPrice: 450,
  }));
  await session.bus.dispatch({ type: "PlaceOrder", client: "ada", lines });
  await session.bus.dispatch(orderOf("ada"));
  return (await (await exportLog(session)).file.text()).trimEnd().split("\n");
}

const own = await ownLines();
const foreign = [note("e1", "x".repeat(70_000)), note("e2"), note("e3", "é".repeat(200))];

const FORMS = {
  lines: (lines: readonly string[]) => lines.map((line) => `${line}\n`).join(""),
  "lines without an end": (lines: readonly string[]) => lines.join("\n"),
  "lines that end in CRLF": (lines: readonly string[]) => lines.join("\r\n"),
  "lines that end in CR": (lines: readonly string[]) => lines.join("\r"),
  "lines behind blank ones": (lines: readonly string[]) =>
    `${"\n".repeat(70_000)}${lines.join("\n")}`,
  "lines behind a byte order mark": (lines: readonly string[]) => `\ufeff${lines.join("\n")}`,
  "a list": (lines: readonly string[]) => `[${lines.join(",")}]`,
  "a list behind a byte order mark": (lines: readonly string[]) =>
    `\ufeff [\r\n${lines.join(",\r\n")}\r\n]\r\n`,
  "events over several lines": (lines: readonly string[]) =>
    lines.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join("\n"),
};

const PACKINGS = {
  plain: async (text: string) => new Blob([text]),
  gzip: async (text: string) => gzip(text),
  "gzip of several members": async (text: string) => {
    const third = Math.ceil(text.length / 3);
    return gzipMembers([text.slice(0, third), "", text.slice(third)]);
  },
  "gzip with zeros behind": (text: string) => gzipMembers([text], 700),
};

const formNames = Object.keys(FORMS) as (keyof typeof FORMS)[];
const packingNames = Object.keys(PACKINGS) as (keyof typeof PACKINGS)[];
const sizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 2 ** 20 }), { minLength: 1, maxLength: 6 }),
  fc.constant([1, 2 ** 16]),
  fc.constant([1, 1, 1, 2 ** 16 - 3]),
  fc.array(fc.integer({ min: 1, max: 4_096 }), { minLength: 1, maxLength: 3 }),
);

describe("A file that comes in slices of any size", () => {
  it.each([
    ["an own export", own],
    [
      "the end of an own export as events without places",
      own.filter((line) => !isJournalLine(line)).map(bared),
    ],
    ["events written elsewhere", foreign],
  ])("is imported as a whole: %s", async (_, lines) => {
    const whole = await imported(new Blob([FORMS.lines(lines)]));
    const events = lines.filter((line) => !isJournalLine(line)).length;
    expect(whole).toMatchObject({ read: events, added: events, known: 0 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...formNames),
        fc.constantFrom(...packingNames),
        sizes,
        async (form, packing, slices) => {
          const file = await PACKINGS[packing](FORMS[form](lines));
          expect(await imported(slicedFile(file, slices))).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is imported as a whole in slices of one byte", async () => {
    const lines = [note("e1"), note("e2", "é")];
    const whole = await imported(new Blob([FORMS.lines(lines)]));
    for (const form of formNames) {
      if (form === "lines behind blank ones") continue;
      const file = await PACKINGS["gzip with zeros behind"](FORMS[form](lines));
      expect(await imported(slicedFile(file, [1]))).toEqual(whole);
      expect(await imported(slicedFile(new Blob([FORMS[form](lines)]), [1]))).toEqual(whole);
    }
  });
});

describe("An event counts as known", () => {
  it.each([
    ["a first event of 66 KiB", note("e1", "x".repeat(66 * 1_024))],
    ["a first event of 1 MiB", note("e1", "x".repeat(2 ** 20 - note("e1").length))],
    ["one event and no line end", note("e1")],
    ["blank lines of 70 kB", `${" \r\n\t".repeat(17_500)}${note("e1")}`],
    ["a list with a large first element", `[${note("e1", "x".repeat(70_000))}]`],
  ])("only when it was compared: %s", async (_, text) => {
    for (const file of [new Blob([text]), await gzip(text)]) {
      expect(await imported(file)).toMatchObject({ read: 1, added: 1, known: 0, head: 1 });
    }
  });

  it("not at all in an empty list: there is nothing to add", async () => {
    for (const text of ["[]", " [\n ] \r\n", "\ufeff[]", `${"\n".repeat(70_000)}[]`]) {
      expect(await imported(new Blob([text]))).toMatchObject({
        read: 0,
        added: 0,
        known: 0,
        head: 0,
      });
    }
  });

  it("also where an own export begins with its largest event", async () => {
    const session = await openSession();
    const end = own.filter((line) => !isJournalLine(line)).length - 2;
    const log = createMemoryLog({ now: () => NOW });
    const { book } = session.store.getState();
    const begin = { book, log, history: createHistory() };
    const first = new Blob([FORMS.lines(own.slice(0, end))]);
    await importInto(begin, first, createOutside(), { upTo: end as Position });
    const target = await openSession(log);
    const rest = new Blob([FORMS.lines(own.slice(end))]);
    const { history } = target;
    expect(await importInto({ book, log, history }, rest, createOutside())).toMatchObject({
      added: 2,
      known: 0,
    });
  });
});

/** A line as another program would write it. */
function bared(line: string): string {
  const { sequence, recordedtime, streamversion, hash, predecessorhash, ...event } =
    JSON.parse(line);
  return JSON.stringify(event);
}
