import { describe, expect, it } from "vitest";
import { copyFirstEvents } from "../../src/application/branches/copy-log.ts";
import { listCarried } from "../../src/application/branches/list-commands.ts";
import { carryOver } from "../../src/application/branches/replay-commands.ts";
import { holdsPasswordHashes } from "../../src/application/diagnostics/password-hashes.ts";
import { writeFile } from "../../src/application/files/chunked-file-writer.ts";
import { exportLog } from "../../src/application/files/export-log.ts";
import { writeOcel } from "../../src/application/files/export-ocel.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import type { Range } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { formatClassicLog } from "../../src/formats/log-import/classic-log.ts";
import { clientsFile } from "../../src/ui/files/csv/clients-csv.ts";
import { eventsFile } from "../../src/ui/files/csv/events-csv.ts";
import { attemptsFile } from "../../src/ui/files/csv/journal-csv.ts";
import { fixture } from "../formats/files.ts";
import { createOutside, NOW, openSession, orderOf } from "./open-session.ts";
import { openAs } from "./sharing/person.ts";
import { crossing, openTwoBooks, send } from "./two-books.ts";

const PASSWORD = "correct-horse-battery";
const HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
const SECRETS = /correct-horse|argon2id|aGFzaGhhc2g/;
const REGISTRATIONS = [
  { type: "RegisterClient", username: "ada", password: PASSWORD },
  { type: "RegisterClient", username: "bob", passwordHash: HASH },
];

/** A book into which passwords, and hashes of them, came every way there is. */
async function openNewBook(): Promise<BookSession> {
  const session = await openSession();
  for (const command of REGISTRATIONS) await session.bus.dispatch(command);
  // What is refused is remembered too.
  for (const command of REGISTRATIONS) await session.bus.dispatch(command);
  const classic = `CREATE_USER cyd ${PASSWORD}\nCREATE_USER dan ${HASH}\n`;
  await importLog(session, new Blob([classic]), createOutside());
  await session.bus.dispatch(orderOf("cyd"));
  return session;
}

/** A book of the first release, in which a client stands with a hash. */
async function openOldBook(): Promise<BookSession> {
  const session = await openSession();
  await importLog(session, fixture("log-v1.ndjson"), createOutside());
  return session;
}

const written = async (steps: Parameters<typeof writeFile>[0]): Promise<string> =>
  (await (await writeFile(steps, new AbortController().signal, () => {}))?.text()) ?? "";

const BY_NAME = { text: "", sort: { by: "since", descending: false } } as const;

/** All files that leave out what an old log holds. */
const OTHER_FILES: Readonly<Record<string, (session: BookSession) => Promise<string>>> = {
  "classic text": async ({ log }) => formatClassicLog(await log.read()),
  "CSV of clients": ({ history }) =>
    written(clientsFile(history, BY_NAME, history.head().position)),
  "CSV of events": ({ history }) => written(eventsFile(history, history.head().position)),
  "CSV of the journal": ({ log, history }) =>
    written(attemptsFile(log, history, {}, history.head().position)),
  "OCEL for process mining": ({ history }) => written(writeOcel(history, history.head().position)),
};

describe("a client's password, and every hash of it", () => {
  it.each([
    ["log file", async (session: BookSession) => (await exportLog(session)).file.text()] as const,
    ["events", async ({ log }: BookSession) => JSON.stringify(await log.read())] as const,
    ["journal", async ({ log }: BookSession) => JSON.stringify(await log.journal())] as const,
    ...Object.entries(OTHER_FILES),
  ])("is in no %s", async (_, text) => {
    const session = await openNewBook();
    const told = await text(session);
    expect(told).toMatch(/cyd|ClientRegistered/);
    expect(told).not.toMatch(SECRETS);
    expect(await holdsPasswordHashes(session.log)).toBe(false);
  });

  it("is in nothing that waits to be sent to others, and so in no message", async () => {
    const person = await openAs({ server: "ws://127.0.0.1:9", name: "ours", isOnline: false });
    for (const command of REGISTRATIONS) await person.session.bus.dispatch(command);
    const waiting = JSON.stringify(person.kept.outbox.items());
    person.kill();
    expect(waiting).toContain("bob");
    expect(waiting).not.toMatch(SECRETS);
  });

  it("is in no branch, and in nothing that is carried from one", async () => {
    const { live, branch, since } = await openTwoBooks(REGISTRATIONS.slice(0, 1));
    await send(branch, REGISTRATIONS.slice(1));
    const way = crossing(branch, live, since);
    const { signal } = new AbortController();
    const { events } = await listCarried(way, signal);
    await carryOver(way, live, events, { signal });
    const told = JSON.stringify([await live.log.read(), await branch.log.read()]);
    expect(told).toContain("bob");
    expect(told).not.toMatch(SECRETS);
  });
});

describe("a log of an earlier release that has a hash", () => {
  it("keeps it under its fingerprint, goes out with it, and says so", async () => {
    const session = await openOldBook();
    expect(await holdsPasswordHashes(session.log)).toBe(true);
    const { file, head } = await exportLog(session);
    expect(await file.text()).toContain(HASH);

    const copy = await openSession();
    await importLog(copy, file, createOutside());
    expect(head).toMatchObject(await copy.log.head());
    expect(await copy.log.verify()).toMatchObject({ ok: true });
  });

  it("also where it stands behind thousands that have none", async () => {
    const { log } = await openOldBook();
    const [old] = (await log.read()).filter(({ data }) => Object.hasOwn(data, "passwordHash"));
    if (!old) throw new Error("The file of the first release holds no hash.");
    const readThousands = (hashAt: number) => ({
      read: async ({ from = 1 as Position, limit = 0 }: Range = {}) =>
        Array.from({ length: Math.min(limit, 2_501 - from) }, (_, index): RecordedEvent => {
          const position = (from + index) as Position;
          return position === hashAt ? { ...old, position } : { ...old, position, data: {} };
        }),
    });
    expect(await holdsPasswordHashes(readThousands(2_500))).toBe(true);
    expect(await holdsPasswordHashes(readThousands(2_501))).toBe(false);
  });

  it.each(Object.entries(OTHER_FILES))("leaves it out of %s", async (_, text) => {
    const told = await text(await openOldBook());
    expect(told).not.toMatch(SECRETS);
  });

  it("gives it to a branch, which has the same events, and to no command behind them", async () => {
    const origin = await openOldBook();
    const log = createMemoryLog({ now: () => NOW });
    await copyFirstEvents(origin.log, log, origin.history.head().position);
    expect(await log.head()).toEqual(await origin.log.head());
    expect(await holdsPasswordHashes(log)).toBe(true);

    const live = await openSession();
    const { signal } = new AbortController();
    const way = crossing(origin, live, 0 as Position);
    const { events } = await listCarried(way, signal);
    await carryOver(way, live, events, { signal });
    expect(JSON.stringify(await live.log.read())).toContain("ClientRegistered");
    expect(await holdsPasswordHashes(live.log)).toBe(false);
  });
});
