import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { ImportError, isImportError } from "../../src/formats/import-error.ts";
import { caught } from "../eventlog/caught.ts";
import { eventLines } from "../formats/files.ts";
import { createOutside, openSession, orderOf } from "./open-session.ts";

async function openFilledBook() {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  await session.bus.dispatch(orderOf("ada"));
  return session;
}

type Line = { readonly id: string; readonly subject: string; readonly commandid: string };

/** A line as another program would write it. */
function bareOf(line: string): Line {
  const { sequence, recordedtime, streamversion, hash, predecessorhash, ...event } =
    JSON.parse(line);
  return event;
}

/** The same event of another command, about somebody else. */
function renamed(line: Line, by: string): Line {
  const { id, subject, commandid } = line;
  const isClient = subject.startsWith("client-");
  return {
    ...line,
    id: id + by,
    commandid: commandid + by,
    ...(isClient && { subject: subject + by }),
  };
}

/** An event that closes the order of the last line. */
function closing(lines: readonly Line[], how: "Shipped" | "Cancelled"): Line {
  const order = lines.at(-1) as Line;
  return { ...renamed(order, how), ...{ type: `app.hindsight.Order${how}`, data: {} } };
}

async function fileOf(session: BookSession): Promise<Blob> {
  return (await exportLog(session)).file;
}

describe("importing into an open book", () => {
  it("brings an empty book to the same fingerprint, and a second time adds nothing", async () => {
    const source = await openFilledBook();
    const file = await fileOf(source);
    const target = await openSession();
    const report = await importLog(target, file, createOutside());
    expect(report).toMatchObject({ kind: "recorded", added: 4, known: 0 });
    expect(await target.log.head()).toEqual(await source.log.head());
    expect(target.history.orders.count(report.added as never)).toBe(1);
    expect(await importLog(target, file, createOutside())).toMatchObject({ added: 0, known: 4 });
  });

  it("tells with a dry run what would be added, and writes nothing", async () => {
    const file = await fileOf(await openFilledBook());
    const target = await openSession();
    const report = await importLog(target, file, createOutside(), { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, added: 4 });
    expect((await target.log.head()).position).toBe(0);
  });

  it("goes on after an import as after anything else", async () => {
    const target = await openSession();
    await importLog(target, await fileOf(await openFilledBook()), createOutside());
    expect(await target.bus.dispatch({ type: "RegisterClient", username: "ADA" })).toMatchObject({
      rejection: { code: "username-taken" },
    });
    expect(await target.bus.dispatch(orderOf("Ada"))).toMatchObject({
      accepted: true,
      positions: [5],
    });
  });

  it("gives events that were written elsewhere their places, once", async () => {
    const lines = eventLines(await (await fileOf(await openFilledBook())).text());
    const bare = lines.map((line) => JSON.stringify(bareOf(line)));
    const file = new Blob([bare.join("\n")]);
    const target = await openSession();
    expect(await importLog(target, file, createOutside())).toMatchObject({
      kind: "bare",
      added: 4,
    });
    expect(await importLog(target, file, createOutside())).toMatchObject({ added: 0, known: 4 });
    expect(await target.bus.dispatch(orderOf("ada"))).toMatchObject({ accepted: true });
  });
});

describe("an import that is not to be", () => {
  it("leaves nothing behind when it is broken off, and says so", async () => {
    const file = await fileOf(await openFilledBook());
    const target = await openSession();
    const signal = AbortSignal.abort();
    const error = await caught(importLog(target, file, createOutside(), { signal }));
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({
      cancelled: true,
      message: "The import was broken off.",
      advice: "Nothing was written, the book is as it was.",
    });
    expect((await target.log.head()).position).toBe(0);
  });

  it.each([
    {
      what: "takes a name twice",
      spoil: (lines: Line[]) => [...lines, ...lines.slice(1, 3).map((line) => renamed(line, "x"))],
      line: 5,
      reason: "the username “ada” is taken",
    },
    {
      what: "cancels an order that was shipped",
      spoil: (lines: Line[]) => [...lines, closing(lines, "Shipped"), closing(lines, "Cancelled")],
      line: 6,
      reason: "an order is cancelled that is already shipped",
    },
    {
      what: "has an order of nobody",
      spoil: (lines: Line[]) => lines.slice(0, 1).concat(lines.slice(3)),
      line: 2,
      reason: expect.stringMatching(/^the order is of client .*, whom nobody registered$/),
    },
    {
      what: "ends in the middle of a registration",
      spoil: (lines: Line[]) => lines.slice(0, 2),
      line: 2,
      reason: expect.stringContaining("the file seems cut short"),
    },
  ])("names the line of a well-formed log that $what", async ({ spoil, line, reason }) => {
    const text = await (await fileOf(await openFilledBook())).text();
    const bare = eventLines(text).map(bareOf);
    const file = new Blob([
      spoil(bare)
        .map((each) => JSON.stringify(each))
        .join("\n"),
    ]);
    const target = await openSession();

    const error = await caught(importLog(target, file, createOutside()));

    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({ line, reason });
    expect((await target.log.head()).position).toBe(0);
  });

  it("offers another book to a file that begins a book of its own", async () => {
    const text = await (await fileOf(await openFilledBook())).text();
    const bare = eventLines(text)
      .map(bareOf)
      .map((line) => renamed(line, "other"));
    const file = new Blob([bare.map((each) => JSON.stringify(each)).join("\n")]);
    const error = await caught(importLog(await openFilledBook(), file, createOutside()));
    expect(error).toMatchObject({
      line: 1,
      reason: "the book was opened before, with a key of its own",
      diverges: true,
    });
  });
});

describe("importing a classic text log", () => {
  const text = 'CREATE_USER ada secret\nCREATE_ORDER ada "green tea" 3\n';

  it("decides each line, keeps no password, and adds nothing the second time", async () => {
    const target = await openSession();
    const report = await importLog(target, new Blob([text]), createOutside());
    expect(report).toMatchObject({ kind: "classic", read: 2, added: 4 });
    const events = JSON.stringify(await target.log.read());
    expect(events).toContain("green tea");
    expect(events).not.toMatch(/secret|argon2id/);
    // What was asked for stands in the journal, and is told apart from other content.
    expect(await target.log.journal()).toMatchObject([
      { outcome: "accepted", command: { type: "RegisterClient", payload: { username: "ada" } } },
      { outcome: "accepted", command: { type: "PlaceOrder", payload: { client: "ada" } } },
    ]);
    expect(JSON.stringify(await target.log.journal())).not.toMatch(/secret|argon2id/);
    expect(await importLog(target, new Blob([text]), createOutside())).toMatchObject({ added: 0 });
  });

  it("leaves nothing behind when its last line is refused", async () => {
    const target = await openSession();
    const file = new Blob([`${text}CREATE_ORDER nobody tea 1\n`]);
    const error = await importLog(target, file, createOutside()).catch((caught: unknown) => caught);
    expect(isImportError(error) && { line: error.line, reason: error.reason }).toMatchObject({
      line: 3,
      reason: expect.stringContaining("nobody"),
    });
    expect((await target.log.head()).position).toBe(0);
    expect(await target.log.journal()).toEqual([]);
  });
});
