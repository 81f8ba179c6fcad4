import { describe, expect, it } from "vitest";
import { REMIND_AGAIN } from "../../src/application/books/backup-policy.ts";
import { createMemoryCatalog } from "../../src/application/books/memory-catalog.ts";
import { exportLog } from "../../src/application/files/export-log.ts";
import { createCareKeeper } from "../../src/application/session/book-maintenance.ts";
import type { Hash, Position } from "../../src/eventlog/envelope.ts";
import { eventLines } from "../formats/files.ts";
import { NOW, openSession, orderOf } from "./open-session.ts";

async function openCaredFor() {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  await session.bus.dispatch(orderOf("ada"));
  const catalog = createMemoryCatalog();
  const { book } = session.store.getState();
  await catalog.add(book);
  const care = createCareKeeper(session, catalog, () => NOW);
  const remembered = async () => (await catalog.find(book.id))?.care;
  return { session, care, remembered };
}

const HEAD = { position: 2 as Position, hash: "ab".repeat(32) as Hash };

describe("looking after a book", () => {
  it("remembers a backup, on the screen and beside the book", async () => {
    const { session, care, remembered } = await openCaredFor();
    const { head } = await exportLog(session);
    await care.noteBackup(head);

    const backup = { at: NOW, position: 4 };
    expect(await remembered()).toEqual({ backup });
    expect(session.store.getState().book.care).toEqual({ backup });
  });

  it("remembers that the log was found good, and forgets an earlier damage", async () => {
    const { care, remembered } = await openCaredFor();
    await care.noteVerification({ ok: false, head: HEAD, firstBad: 3 as Position, reason: "why" });
    await care.noteVerification({ ok: true, head: HEAD });

    expect(await remembered()).toEqual({ verified: { at: NOW, position: 2 }, damage: undefined });
  });

  it("makes a damaged book read-only at once, and for the next opening", async () => {
    const { session, care, remembered } = await openCaredFor();
    const damage = { head: HEAD, firstBad: 3 as Position, reason: "its hash is wrong" };
    await care.noteVerification({ ok: false, ...damage });

    expect(await remembered()).toEqual({ damage });
    const result = await session.bus.dispatch({ type: "RegisterClient", username: "eve" });
    expect(result).toMatchObject({ accepted: false, rejection: { code: "read-only" } });
    expect(!result.accepted && result.rejection.message).toContain(
      "Event 3 of the stored log cannot be trusted: its hash is wrong.",
    );
    expect(await session.log.journal()).toHaveLength(2);

    const again = await openSession(session.log, undefined, damage);
    expect(again.history.head().position).toBe(2);
    expect(again.store.getState().phase).toMatchObject({
      kind: "read-only",
      trouble: { kind: "damaged", lastGood: 2 },
    });
    const { file, head } = await exportLog(again);
    expect(head.position).toBe(2);
    expect(eventLines(await file.text())).toHaveLength(2);
  });

  it("lets the reminder rest", async () => {
    const { care, remembered } = await openCaredFor();
    await care.noteBackup(HEAD);
    await care.putOffReminder();
    expect(await remembered()).toEqual({
      backup: { at: NOW, position: 2 },
      remindAfter: NOW + REMIND_AGAIN,
    });
  });
});
