import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import { answerFileChecks, checkThrough } from "../../src/application/files/parallel-check.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { RecordedEvent } from "../../src/eventlog/envelope.ts";
import { caught } from "../eventlog/caught.ts";
import { eventLines } from "../formats/files.ts";
import { createOutside, openSession, orderOf } from "./open-session.ts";

/** A file of orders: enough of them for many slices. */
async function exportOf(orders: number): Promise<string> {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  for (let count = 0; count < orders; count += 1) await session.bus.dispatch(orderOf("ada"));
  return (await exportLog(session)).file.text();
}

const text = await exportOf(3_000);
const lines = text.trimEnd().split("\n");
const events = eventLines(text).length;

/** Brings a file into a book, its lines checked at the other end of a channel. */
async function importChecked(session: BookSession, content: string, signal?: AbortSignal) {
  const { port1, port2 } = new MessageChannel();
  answerFileChecks(port1, sha256);
  const options = { check: checkThrough(port2), ...(signal && { signal }) };
  const file = new Blob([content]);
  return importLog(session, file, createOutside(), options).finally(() => port2.close());
}

/** The file with one of its lines changed, from 1. */
function withLine(line: number, change: (text: string) => string): string {
  return lines.with(line - 1, change(lines[line - 1] ?? "")).join("\n");
}

async function refusalOf(content: string) {
  const session = await openSession();
  const error = await caught(importChecked(session, content));
  expect((await session.log.head()).position).toBe(0);
  return error;
}

const spoilHash = (line: string) => line.replace(/"quantity":\d/, '"quantity":9');
const spoilJson = (line: string) => line.slice(1);
const spoilData = (line: string) => line.replace(/"lines":\[.*\]/, '"lines":7');

describe("importing a file that is checked elsewhere meanwhile", () => {
  it("comes to the same book", async () => {
    const session = await openSession();
    const report = await importChecked(session, text);
    const last = JSON.parse(lines.at(-1) ?? "") as { hash: RecordedEvent["hash"] };
    expect(report).toMatchObject({ kind: "recorded", added: events, fingerprint: last.hash });
    expect(await session.log.head()).toEqual({ position: events, hash: last.hash });
  });

  it.each([
    ["of another content than its hash", spoilHash],
    ["of broken JSON", spoilJson],
    ["of data that no rule was made for", spoilData],
  ])("is refused with the first line %s, near the beginning and near the end", async (_, spoil) => {
    for (const line of [4, lines.length - 1]) {
      const error = await refusalOf(withLine(line, spoil));
      expect(error).toMatchObject({ code: "import", line });
    }
  });

  it("is refused with the line behind a gap", async () => {
    expect(await refusalOf(withLine(40, () => ""))).toMatchObject({ code: "import", line: 41 });
  });

  it("is refused with the first of two lines that are wrong, whoever finds them", async () => {
    // The second one breaks a rule, which is found here; the first one's hash is found there.
    const twice = [...lines.slice(0, 40), lines[39], ...lines.slice(40)].join("\n");
    expect(await refusalOf(twice)).toMatchObject({ line: 41 });
    const both = twice
      .split("\n")
      .with(9, spoilHash(lines[9] ?? ""))
      .join("\n");
    expect(await refusalOf(both)).toMatchObject({
      line: 10,
      reason: expect.stringMatching(/hash/),
    });
  });

  it("is broken off at once, and leaves the book as it was", async () => {
    const session = await openSession();
    const error = await caught(importChecked(session, text, AbortSignal.abort()));
    expect(error).toMatchObject({ code: "import", cancelled: true });
    expect((await session.log.head()).position).toBe(0);
  });
});
