import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import {
  type ImportOptions,
  type ImportReport,
  importLog,
} from "../../src/application/files/import-log.ts";
import { answerFileChecks, checkThrough } from "../../src/application/files/parallel-check.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { formatLog } from "../../src/formats/cloudevents/write-log.ts";
import { isImportError } from "../../src/formats/import-error.ts";
import { caught } from "../eventlog/caught.ts";
import { eventLines, gzipMembers, isJournalLine, slicedFile } from "../formats/files.ts";
import { GOLDEN_BOOK } from "../formats/golden-log.ts";
import { createOutside, NOW, openSession, orderOf } from "./open-session.ts";

const ADAPTERS: { readonly [name: string]: () => Promise<EventLog> } = {
  memory: async () => createMemoryLog({ now: () => NOW }),
  "a simulated IndexedDB": () =>
    openIndexedDbLog({ name: crypto.randomUUID(), now: () => NOW, pageEvents: 4 }),
};

/**
 * Commands of which some are refused, each by another rule; several are sent twice, or with other
 * content.
 */
const someCommand = fc.oneof(
  fc.record({
    type: fc.constant("RegisterClient"),
    username: fc.constantFrom("ada", "bob", "=1+1", "Zoë", "", "\u202eevil", "__proto__"),
    password: fc.constant("correct horse"),
    address: fc.constantFrom("", "Ockham\r\n\tSurrey"),
    commandId: fc.option(fc.constantFrom("c-1", "c-2"), { nil: undefined }),
  }),
  fc.constantFrom("ada", "bob", "nobody").map((client) => orderOf(client)),
  fc.constantFrom({ type: "ShipOrder", orderId: "o-9" }, { type: "Explode" }, null, 7),
);
const someHistory = fc.array(someCommand, { maxLength: 24 });

async function openBook(commands: readonly unknown[], log?: EventLog): Promise<BookSession> {
  const session = await openSession(log);
  for (const command of commands) await session.bus.dispatch(command);
  return session;
}

const textOf = async (session: BookSession) => (await exportLog(session)).file.text();
const bring = (session: BookSession, file: string | Blob, options: ImportOptions = {}) =>
  importLog(session, file instanceof Blob ? file : new Blob([file]), createOutside(), options);

/** As `bring`, but the lines are checked at the other end of a channel, as in a worker. */
async function bringChecked(
  session: BookSession,
  file: Blob,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { port1, port2 } = new MessageChannel();
  answerFileChecks(port1, sha256);
  return bring(session, file, { ...options, check: checkThrough(port2) }).finally(() =>
    port2.close(),
  );
}

const linesOf = (text: string) => text.split("\n").slice(0, -1);
const asFile = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

const HISTORY = [
  { type: "RegisterClient", username: "ada", password: "correct horse", commandId: "c-1" },
  orderOf("nobody"),
  orderOf("ada"),
  { type: "RegisterClient", username: "ADA" },
  { type: "RegisterClient", username: "bob" },
  { type: "RegisterClient", username: "eve", commandId: "c-1" },
];

describe.each(Object.keys(ADAPTERS))("the journal in a log file, from and into %s", (adapter) => {
  const open = ADAPTERS[adapter] as () => Promise<EventLog>;

  it("comes back command for command, whatever was done, and however the file is cut and packed", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(someHistory, sizes, fc.boolean(), async (commands, cuts, isPacked) => {
        const source = await openBook(commands, await open());
        const journal = await source.log.journal();
        const { file, commands: written } = await exportLog(source);
        const packed = isPacked ? await gzipMembers([file]) : file;

        const target = await openSession(await open());
        if (file.size === 0) return;
        const report = await bringChecked(target, slicedFile(packed, cuts));

        expect(await target.log.journal()).toEqual(journal);
        expect(await target.log.read()).toEqual(await source.log.read());
        expect(report).toMatchObject({ commands: { added: written, known: 0 }, isCut: false });
        expect(await target.log.verify()).toMatchObject({ ok: true });
        expect(await textOf(target)).toBe(await file.text());
        // Once more: it is compared, and nothing is added.
        for (const dryRun of [true, false]) {
          const again = await bring(target, packed, { dryRun });
          expect(again).toMatchObject({ added: 0, commands: { added: 0, known: written } });
        }
        expect(await target.log.journal()).toEqual(journal);
      }),
      { seed: 20_261_130, numRuns: 25 },
    );
  });

  it("comes together from parts in order, wherever they are cut between lines", async () => {
    const source = await openBook(HISTORY, await open());
    const lines = linesOf(await textOf(source));
    const events = (await source.log.head()).position;
    for (let cut = 1; cut < lines.length; cut += 1) {
      const target = await openSession(await open());
      const isInJournal = isJournalLine(lines[cut - 1] as string);
      const first = await bring(target, asFile(lines.slice(0, cut))).catch((error) => error);
      if (isImportError(first)) {
        // The events that are missing are known, and what is whole can be taken.
        expect(first.reason).toBe(
          `The file is cut: it ends after line ${cut}, with event ${cut} of ${events}.`,
        );
        const upTo = first.wholeUpTo as Position;
        // A registration comes with its reservation.
        expect([cut, cut - 1, cut - 2]).toContain(upTo);
        if (upTo > 0) {
          const taken = await bring(target, asFile(lines.slice(0, cut)), { upTo });
          expect(taken).toMatchObject({ added: upTo });
        }
        await bring(target, asFile(lines.slice(upTo)));
      } else {
        expect(isInJournal || cut === events).toBe(true);
        expect(first.isCut).toBe(isInJournal);
        await bring(target, asFile(lines.slice(cut)));
      }
      // Parts that overlap, and the whole.
      await bring(target, asFile(lines.slice(Math.max(0, cut - 2))));
      await bring(target, asFile(lines));
      expect(await target.log.journal(), `cut behind line ${cut}`).toEqual(
        await source.log.journal(),
      );
      expect(await target.log.verify()).toMatchObject({ ok: true });
    }
  });

  it.each(["plain", "packed by gzip"])(
    "is offered up to its last whole command wherever it is cut, %s",
    async (form) => {
      // given a file with characters of several bytes
      const source = await openBook(
        [...HISTORY, { type: "RegisterClient", username: "zoë", name: "Zoë Ł 漢字 🍵" }],
        await open(),
      );
      const { file } = await exportLog(source);
      const whole = form === "plain" ? file : await gzipMembers([file]);
      const head = await source.log.head();

      // when it is cut at any byte
      const asked = fc.integer({ min: 1, max: whole.size - 1 });
      await fc.assert(
        fc.asyncProperty(asked, async (size) => {
          const cut = whole.slice(0, size);
          const target = await openSession(await open());
          const report = await bringChecked(target, cut).catch((error) => error);

          // then it comes in whole, or nothing does and it is told how far it is whole
          if (!isImportError(report)) {
            expect(report).toMatchObject({ added: head.position, fingerprint: head.hash });
            return;
          }
          expect((await target.log.head()).position).toBe(0);
          const upTo = report.wholeUpTo ?? 0;
          if (size > whole.size * 0.75)
            expect(upTo, `${size} of ${whole.size}: ${report.message}`).toBeGreaterThan(0);
          if (upTo === 0) return;
          expect(await bringChecked(target, cut, { upTo })).toMatchObject({ added: upTo });
          expect(await target.log.verify()).toMatchObject({ ok: true });
        }),
        { seed: 20_261_130, numRuns: 60 },
      );
    },
  );

  it("tells a dry run what would be added, also to a book that has the events alone", async () => {
    const source = await openBook(HISTORY, await open());
    const text = await textOf(source);
    const target = await openSession(await open());
    await bring(target, asFile(eventLines(text)));
    expect((await target.log.journal()).every(({ command }) => !command)).toBe(true);
    const told: string[] = [];
    target.log.onRefusal(() => told.push("journal"));

    const tried = await bring(target, text, { dryRun: true });
    const done = await bring(target, text);

    expect(tried).toMatchObject({ added: 0, known: 6, commands: { added: 6, known: 0 } });
    expect(done).toEqual({ ...tried, dryRun: false });
    expect(told).toEqual(["journal"]);
    expect(await target.log.journal()).toEqual(await source.log.journal());
    // A command that came with the file gives its first answer.
    expect(await target.bus.dispatch(HISTORY[0])).toEqual({ accepted: true, positions: [1, 2, 3] });
  });

  it("grows with a later file, behind what the book refused meanwhile", async () => {
    const source = await openBook(HISTORY.slice(0, 3), await open());
    const target = await openSession(await open());
    await bring(target, await textOf(source));
    await target.bus.dispatch({ ...orderOf("nobody"), commandId: "only-here" });
    for (const command of HISTORY.slice(3)) await source.bus.dispatch(command);

    expect(await bring(target, await textOf(source))).toMatchObject({
      commands: { added: 3, known: 3 },
    });

    const there = (await source.log.journal()).map(({ commandId }) => commandId);
    const here = (await target.log.journal()).map(({ commandId }) => commandId);
    expect(here.filter((id) => id !== "only-here")).toEqual(there);
    expect(here).toContain("only-here");
  });

  it.each([
    [
      "refused here as well, for another reason",
      { ...orderOf("nobody"), commandId: "c-9" },
      /another “(payload|digest|type)”/,
    ],
    [
      "accepted here",
      { type: "RegisterClient", username: "new", commandId: "c-9" },
      /another “outcome”|another “after”/,
    ],
  ])("is refused with its line where one of its commands was %s", async (_, own, reason) => {
    const common = await openBook(HISTORY.slice(0, 1), await open());
    const early = await textOf(common);
    await common.bus.dispatch({ type: "ShipOrder", orderId: "o-9", commandId: "c-9" });
    const text = await textOf(common);
    const target = await openSession(await open());
    await bring(target, early);
    await target.bus.dispatch(own);
    const before = [await target.log.read(), await target.log.journal()];

    for (const dryRun of [true, false]) {
      expect(await caught(bring(target, text, { dryRun }))).toMatchObject({
        ...{ name: "ImportError", line: 5, diverges: true },
        reason: expect.stringMatching(reason),
      });
    }
    expect([await target.log.read(), await target.log.journal()]).toEqual(before);
  });
});

describe.each(Object.keys(ADAPTERS))(
  "commands that two books answered in two ways, in %s",
  (adapter) => {
    const open = ADAPTERS[adapter] as () => Promise<EventLog>;

    it("refuse a file in which one was accepted that was refused here, tried out or not", async () => {
      // given a command that one book refused, and that the other one accepted later
      const common = await openBook(HISTORY.slice(0, 1), await open());
      const early = await textOf(common);
      const target = await openSession(await open());
      await bring(target, early);
      const order = { ...orderOf("late"), commandId: "web-17" };
      await target.bus.dispatch(order);
      await common.bus.dispatch({ type: "RegisterClient", username: "late" });
      await common.bus.dispatch(order);
      const text = await textOf(common);
      const before = [await target.log.read(), await target.log.journal()];

      // then the file is refused both times, and nothing of it is written
      for (const dryRun of [true, false]) {
        expect(await caught(bring(target, text, { dryRun }))).toMatchObject({
          ...{ name: "ImportError", diverges: true },
          reason: expect.stringMatching(/another “/),
        });
      }
      expect([await target.log.read(), await target.log.journal()]).toEqual(before);
    });

    it("leave a file of the book that can be read, where its events came without a journal", async () => {
      const common = await openBook(HISTORY.slice(0, 1), await open());
      const target = await openSession(await open());
      await bring(target, await textOf(common));
      const order = { ...orderOf("late"), commandId: "web-17" };
      await target.bus.dispatch(order);
      await common.bus.dispatch({ type: "RegisterClient", username: "late" });
      await common.bus.dispatch(order);
      const events = eventLines(await textOf(common));
      await bring(target, asFile(events));

      const copy = await openSession(await open());
      expect(await bring(copy, await textOf(target))).toMatchObject({ added: events.length });
      expect(await copy.log.read()).toEqual(await target.log.read());
    });

    it("are no two stories where one copy does not say which field was wrong", async () => {
      const source = await openBook([...HISTORY.slice(0, 1), { type: "ShipOrder" }], await open());
      const target = await openSession(await open());
      const [first] = await source.log.read();
      if (!first) throw new Error("The book is empty.");
      await target.log.replicate([await source.log.read()]);
      const [refusal] = await source.log.journal({ outcome: "refused" });
      if (refusal?.outcome !== "refused" || !refusal.command)
        throw new Error("Nothing was refused.");
      const { code, message } = refusal.refusal;
      const { command, after, recordedAt } = refusal;
      await target.log.replicate([
        { records: [{ command, after, recordedAt, refusal: { code, message } }] },
      ]);

      expect(await bring(target, await textOf(source))).toMatchObject({ commands: { known: 1 } });
    });

    it("stand in a file that can be read, however long a name in one of them was", async () => {
      const name = "k".repeat(1_100_000);
      const source = await openBook(
        [...HISTORY, { type: "ShipOrder", orderId: "o", [name]: 1 }, { type: name }],
        await open(),
      );
      const target = await openSession(await open());
      expect(await bring(target, await textOf(source))).toMatchObject({
        commands: { added: HISTORY.length + 2 },
      });
    });
  },
);

describe("a log file with a journal", () => {
  it("stands behind the events, closed by a line with their fingerprint, in CloudEvents of its own", async () => {
    const source = await openBook(HISTORY);
    const lines = linesOf(await textOf(source)).map((line) => JSON.parse(line));

    expect(lines.map(({ type }) => type.split(".").slice(2).join("."))).toEqual([
      ...["BookOpened", "ClientRegistered", "UsernameReserved", "OrderPlaced"],
      ...["ClientRegistered", "UsernameReserved"],
      ...["journal.accepted", "journal.refused", "journal.accepted", "journal.refused"],
      ...["journal.accepted", "journal.refused", "journal.end"],
    ]);
    const { hash } = await source.log.head();
    expect(lines.at(-1)).toMatchObject({
      hash,
      data: { events: 6, commands: 6, fingerprint: hash },
    });
    for (const line of lines) {
      for (const [name, value] of Object.entries(line)) {
        if (name === "data") continue;
        expect(name).toMatch(/^[a-z0-9]{1,20}$/);
        expect(["string", "number"]).toContain(typeof value);
      }
      expect(line).toMatchObject({ specversion: "1.0", datacontenttype: "application/json" });
    }
    expect(new Set(lines.map(({ source, id }) => `${source} ${id}`)).size).toBe(lines.length);
  });

  it.each<[string, (lines: string[], at: number) => string[], (at: number) => number]>([
    ["was left out", (lines, at) => lines.toSpliced(at, 1), (at) => at + 1],
    ["stands twice", (lines, at) => lines.toSpliced(at, 0, lines[at] as string), (at) => at + 2],
    [
      "has changed its place with the next one",
      (lines, at) => lines.toSpliced(at, 2, ...lines.slice(at, at + 2).reverse()),
      (at) => at + 1,
    ],
    ["stands before its event", (lines, at) => [lines[at] as string, ...lines], () => 2],
  ])("is refused with its line where a line of the journal %s", async (_, spoil, due) => {
    const lines = linesOf(await textOf(await openBook(HISTORY)));
    const target = await openSession();
    for (let at = lines.findIndex(isJournalLine); at < lines.length - 1; at += 1) {
      const error = await caught(bring(target, asFile(spoil(lines, at))));
      expect(error, `line ${at + 1}`).toMatchObject({ name: "ImportError" });
      expect((error as { line: number }).line).toBeLessThanOrEqual(due(at));
    }
    expect(await target.log.journal()).toEqual([]);
  });

  it("tells where its end is missing", async () => {
    const lines = linesOf(await textOf(await openBook(HISTORY)));
    const target = await openSession();
    expect(await bring(target, asFile(lines.slice(0, -1)), { dryRun: true })).toMatchObject({
      isCut: true,
    });
    expect(await bring(target, asFile(lines), { dryRun: true })).toMatchObject({ isCut: false });
  });

  it.each<[string, (line: string) => string, RegExp]>([
    ["a password", (line) => line.replace('"payload":{', '"payload":{"password":"x",'), /password/],
    [
      "a password deep inside",
      (line) => line.replace(/"payload":\{[^}]*\}/, `"payload":{"lines":[{"password":"x"}]}`),
      /password/,
    ],
    ["another kind", (line) => line.replace("journal.refused", "journal.maybe"), /not “maybe”/],
    ["a field nobody knows", (line) => line.replace('"data":{', '"data":{"more":1,'), /more/],
    ["no digest", (line) => line.replace(/"digest":"\w+",/, ""), /“data.digest” is missing/],
  ])("is refused where its journal has %s", async (_, spoil, reason) => {
    const lines = linesOf(await textOf(await openBook(HISTORY)));
    const at = lines.findIndex((line) => line.includes("journal.refused"));
    const spoilt = lines.with(at, spoil(lines[at] as string));
    expect(await caught(bring(await openSession(), asFile(spoilt)))).toMatchObject({
      ...{ line: at + 1, reason: expect.stringMatching(reason) },
    });
  });

  it("is not taken for the journal of events without places", async () => {
    const lines = linesOf(await textOf(await openBook(HISTORY)));
    const bared = lines.map((line) => {
      const { sequence, recordedtime, streamversion, hash, predecessorhash, ...more } =
        JSON.parse(line);
      return JSON.stringify(isJournalLine(line) ? JSON.parse(line) : more);
    });
    expect(await caught(bring(await openSession(), asFile(bared)))).toMatchObject({
      ...{ line: 7, reason: expect.stringContaining("leave the journal out") },
    });
  });

  it("is read again whatever was refused: too deep, too long, or with odd names", async () => {
    const deep = Array.from({ length: 90 }).reduce<unknown>((inner) => [inner], 1);
    const source = await openBook([
      { type: "PlaceOrder", client: "x", lines: deep },
      { type: "PlaceOrder", client: "\u0000".repeat(200_000), lines: [] },
      { type: "ChangeClient", client: "€".repeat(340_000), name: "n" },
      JSON.parse('{"type":"ShipOrder","orderId":{"__proto__":1}}'),
    ]);
    const text = await textOf(source);
    const target = await openSession();

    await bring(target, text);

    const names = async ({ log }: BookSession) =>
      (await log.journal()).map(({ commandId, outcome }) => [commandId, outcome]);
    expect(await names(target)).toEqual(await names(source));
    expect(await textOf(target)).toBe(text);
    // Where it came from, all of it is known.
    expect(await bring(source, text)).toMatchObject({ commands: { added: 0, known: 4 } });
  });

  it("closes the file also of a book that knows none of its commands", async () => {
    const source = await openBook(HISTORY);
    const bare = (await formatLog(await source.log.read(), GOLDEN_BOOK).text()).trimEnd();
    const target = await openSession();
    expect(await bring(target, bare)).toMatchObject({ isCut: false });
    const [end, ...more] = linesOf(await textOf(target)).filter(isJournalLine);
    expect(JSON.parse(end as string).data).toMatchObject({ commands: 0 });
    expect(more).toEqual([]);
  });

  it("holds no password, neither asked for nor its hash in the journal", async () => {
    const text = await textOf(await openBook(HISTORY));
    expect(text).not.toContain("correct horse");
    expect(linesOf(text).filter(isJournalLine).join()).not.toContain("argon2id");
  });
});
