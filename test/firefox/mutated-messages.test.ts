import { connect, type NatsConnection } from "@nats-io/transport-node";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNatsStream } from "../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../src/eventlog/nats/nats-stream.ts";
import { subjectOf } from "../../src/eventlog/replication/server-address.ts";
import { openSpoiltBook, type SentMessage } from "../application/sharing/spoilt-book.ts";
import { type NatsServer, startNatsServer } from "../nats/nats-server.ts";
import { openRawPublisher, type RawPublisher } from "../nats/raw-publisher.ts";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { openReader } from "./chromium-reader.ts";
import { type Firefox, launchFirefox } from "./launch-firefox.ts";
import { joinBook, type Verdict, verdictOf } from "./shared-reader.ts";

const MESSAGES = Number(process.env["HINDSIGHT_MESSAGES"] ?? 300);
const SEED = Number(process.env["HINDSIGHT_SEED"] ?? 20_261_130);

/** Milliseconds that a page may be busy without a break; `npm run fuzz` alone looks at it. */
const LONGEST_TASK_MS = Number(process.env["HINDSIGHT_LONGEST_TASK"] ?? Number.POSITIVE_INFINITY);

/** Pages that are loaded freshly while each takes too long: other programs take their time too. */
const MAX_FRESH_PAGES = 3;

const BOOK = { name: `spoilt-${SEED}`, subject: subjectOf(`spoilt-${SEED}`) };
const SERVER = `
  # A spoilt message may be longer than a sound one.
  max_payload: 4MB
  authorization {
    users: [
      { user: owner, password: owner }
      { user: reader, password: reader, permissions: {
          publish: ["*.here.reader", "$JS.API.STREAM.INFO.*", "$JS.API.DIRECT.GET.*"]
          subscribe: ["_INBOX_reader.>", "*.here.*", "*.log"] } }
    ]
  }
`;

let server: NatsServer;
let owner: NatsConnection;
let mallory: RawPublisher;
let firefox: Firefox;
let browser: Browser;
beforeAll(async () => {
  server = await startNatsServer(SERVER);
  owner = await connect({ servers: server.address, user: "owner", pass: "owner" });
  mallory = await openRawPublisher(server.address, "owner");
  firefox = await launchFirefox();
  browser = await chromium.launch(chromiumLaunch());
});
afterAll(async () => {
  await browser?.close();
  await firefox?.close();
  await mallory?.close();
  await owner?.close();
  await server?.stop();
});

const place = () => ({ server: server.webAddress, name: BOOK.name, user: "reader" });
const publish = ({ payload, headers }: SentMessage) =>
  mallory.publish(BOOK.subject, headers, payload);
const secondsSince = (began: number) => Math.round((performance.now() - began) / 100) / 10;

/** What a page of Chromium tells that is loaded for this alone. */
async function readFreshly(entries: number) {
  const began = performance.now();
  const { page, errors, longestTask } = await openReader(browser, firefox.origin, place());
  const seconds = secondsSince(began);
  // Before it is asked for its verdict, which keeps it busy as well.
  const longest = await longestTask();
  const verdict = await verdictOf(page, place(), entries);
  await page.context().close();
  expect(errors).toEqual([]);
  return { verdict, longest, seconds };
}

/** What a page of Firefox tells. */
async function readInFirefox(entries: number): Promise<Verdict> {
  const { page, pageErrors } = await firefox.openBook();
  await joinBook(page, firefox.origin, place());
  const verdict = await verdictOf(page, place(), entries);
  expect(pageErrors).toEqual([]);
  return verdict;
}

it(`spoilt messages leave all pages with one verdict: ${MESSAGES} of them, by seed ${SEED}`, async () => {
  // Given a shared book on a server, and a page that has it open
  await createNatsStream(owner, BOOK);
  const book = await openSpoiltBook(BOOK.name, SEED);
  for (const message of await book.begin()) await publish(message);
  const open = await openReader(browser, firefox.origin, place());
  const lines = open.lines();

  // When people write what is sound, what is spoilt, and what is spoilt and signed
  const began = performance.now();
  for (let number = 0; number < MESSAGES; number += 1) await publish(await book.next());
  const stored = await (await openNatsStream(owner, BOOK)).last();
  expect(stored).toBe(book.messages.length);

  // Then that page comes to the verdict of a copy in Node, and its line has held
  const { head, authors } = book.page.reached();
  await open.untilHead(head.position);
  const caughtUp = secondsSince(began);
  const longest = await open.longestTask();
  const journal = await book.log.journal();
  const verdict = await verdictOf(open.page, place(), journal.length);
  expect(verdict).toMatchObject({ ok: true, events: head.position, fingerprint: head.hash });
  expect(verdict.authors).toHaveLength(authors.length);
  expect(verdict.journal).toMatchObject(
    journal.map(({ commandId, outcome }) => ({ commandId, outcome })),
  );
  expect(open.lines()).toBe(lines);

  // And so do a page that is loaded freshly, Firefox, and the first page after a reload
  const fresh = [await readFreshly(journal.length)];
  while (fresh.every(isTooLong) && fresh.length < MAX_FRESH_PAGES) {
    fresh.push(await readFreshly(journal.length));
  }
  for (const page of fresh) expect(page.verdict).toEqual(verdict);
  expect(await readInFirefox(journal.length)).toEqual(verdict);
  await open.page.reload();
  await open.page.getByRole("banner").getByText("Synced").waitFor();
  expect(await verdictOf(open.page, place(), journal.length)).toEqual(verdict);
  expect(open.errors).toEqual([]);

  // And a fresh page was not busy for too long. That of the open one is told only: it shares the
  // machine with whoever writes, and what it did cannot be tried again.
  const accepted = journal.filter(({ outcome }) => outcome === "accepted").length;
  console.info(`Seed ${SEED}: ${MESSAGES} messages to two pages of Chromium and one of Firefox
  what stands: ${accepted} commits and ${journal.length - accepted} refusals, up to ${head.hash}
  open page: all after ${caughtUp} s, longest task ${longest} ms
${fresh.map(({ seconds, longest }) => `  fresh page: all after ${seconds} s, longest task ${longest} ms`).join("\n")}`);
  expect(fresh.every(isTooLong)).toBe(false);
}, 3_600_000);

const isTooLong = ({ longest }: { readonly longest: number }) => longest > LONGEST_TASK_MS;
