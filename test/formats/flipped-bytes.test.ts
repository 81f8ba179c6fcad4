import { describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { type ImportReport, importLog } from "../../src/application/files/import-log.ts";
import { answerFileChecks, checkThrough } from "../../src/application/files/parallel-check.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import { isImportError } from "../../src/formats/import-error.ts";
import { createOutside, openSession, orderOf } from "../application/open-session.ts";
import { caught } from "../eventlog/caught.ts";

const LINE_FEED = 0x0a;

async function openFilledBook(): Promise<BookSession> {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "Zoë", phone: "+49 170" });
  await session.bus.dispatch(orderOf("zoë", "=1+1", 3));
  const [order] = session.history.orders.rows(session.history.head().position);
  await session.bus.dispatch({ type: "ShipOrder", orderId: order?.id });
  return session;
}

const file = await (await exportLog(await openFilledBook())).file.arrayBuffer();
const exported = new Uint8Array(file);
const target = await openSession();

/** Line of a byte, from 1. */
function lineOf(index: number): number {
  return exported.subarray(0, index).filter((byte) => byte === LINE_FEED).length + 1;
}

type Try = (file: Blob) => Promise<ImportReport>;

const tryHere: Try = (flipped) => importLog(target, flipped, createOutside(), { dryRun: true });

/** As `tryHere`, but its lines are checked at the other end of a channel. */
const tryChecked: Try = async (flipped) => {
  const { port1, port2 } = new MessageChannel();
  answerFileChecks(port1, sha256);
  const options = { dryRun: true, check: checkThrough(port2) };
  return importLog(target, flipped, createOutside(), options).finally(() => port2.close());
};

async function importFlipped(attempt: Try, index: number, bits: number): Promise<unknown> {
  const bytes = exported.slice();
  bytes[index] = (bytes[index] ?? 0) ^ bits;
  return caught(attempt(new Blob([bytes])));
}

/** The value of “source” names the book and is outside the hash: lines can only be held against each other. */
function isInFirstSource(index: number): boolean {
  const text = new TextDecoder().decode(exported.subarray(0, index));
  const start = text.lastIndexOf('"source":"urn:uuid:');
  return lineOf(index) === 1 && start >= 0 && !text.slice(start + 19).includes('"');
}

describe.each([
  ["checked here", tryHere],
  ["checked elsewhere", tryChecked],
])("an exported file with one byte changed, %s", (_, attempt) => {
  it("is sound before", async () => {
    expect(await attempt(new Blob([file]))).toMatchObject({ added: 5 });
  });

  it.each([0x01, 0x20, 0x80])("anywhere, by %i, is refused with its line", async (bits) => {
    for (let index = 0; index < exported.length; index += 1) {
      const error = await importFlipped(attempt, index, bits);

      const where = `byte ${index} in line ${lineOf(index)}`;
      if (!isImportError(error)) expect.unreachable(`${where} was not refused as a bad file`);
      expect(error.reason, where).not.toBe("");
      // Where the first line names another book, the second is the first to say so.
      const due = isInFirstSource(index) ? [1, 2] : [lineOf(index)];
      expect(due, `${where}: ${error.reason}`).toContain(error.line);
    }
  });
});
