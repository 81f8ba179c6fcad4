import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

const TABS = 4;
/** More in a run of its own. */
const COMMANDS_A_TAB = Number(process.env["HINDSIGHT_COMMANDS"] ?? 1_000);
const LANES = 4;
// Every 50th command of a lane is a registration, which writes two streams and so two events.
const REGISTRATION_EVERY = 50;
const COMMANDS_A_LANE = COMMANDS_A_TAB / LANES;
const REGISTRATIONS_A_LANE = Math.ceil(COMMANDS_A_LANE / REGISTRATION_EVERY);
// The book is opened with its first client.
const EVENTS_BEFORE = 3;
const EVENTS = EVENTS_BEFORE + TABS * LANES * (COMMANDS_A_LANE + REGISTRATIONS_A_LANE);

test("four tabs that write thousands of commands at once agree on one order", async ({
  page,
  context,
}, testInfo) => {
  // No judgement on speed: it takes as long as the machine takes.
  test.setTimeout(30 * 60_000);
  const tabs = [page];
  while (tabs.length < TABS) tabs.push(await context.newPage());
  for (const tab of tabs) await new BookPage(tab).open();
  await register(page, "ada");

  const start = Date.now();
  const shown = tabs.map((tab) => tab.evaluate(reachedAt, EVENTS));
  const written = await Promise.all(tabs.map((tab, index) => tab.evaluate(write, plan(index))));
  const lastCommit = Math.max(...written.map(({ endedAt }) => endedAt));
  const lastShown = Math.max(...(await Promise.all(shown)));
  const seconds = (lastCommit - start) / 1_000;
  const figure = `${TABS * COMMANDS_A_TAB} commands in ${seconds.toFixed(1)} s, all tabs equal ${lastShown - lastCommit} ms after the last`;
  testInfo.annotations.push({ type: "figure", description: figure });
  console.log(figure);

  await test.step("every position is taken once, and none is left out", async () => {
    const taken = written.flatMap(({ lanes }) => lanes.flat(2)).sort((a, b) => a - b);
    expect(taken).toEqual(numbers(EVENTS_BEFORE + 1, EVENTS));
    const stored = await page.evaluate(async () =>
      (await window.hindsight.readAll()).map(({ position }) => position),
    );
    expect(stored).toEqual(numbers(1, EVENTS));
  });

  await test.step("what was sent one after the other stands one after the other", () => {
    for (const lane of written.flatMap(({ lanes }) => lanes)) {
      expect(lane).toHaveLength(COMMANDS_A_LANE);
      expect(lane.flat()).toEqual(lane.flat().sort((a, b) => a - b));
    }
  });

  await test.step("all tabs have one fingerprint and show the same", async () => {
    const known = await Promise.all(tabs.map((tab) => tab.evaluate(knownToTab)));
    expect(known[0]?.verification).toMatchObject({ ok: true, events: EVENTS });
    for (const other of known) expect(other).toEqual(known[0]);
    for (const tab of tabs) {
      const slider = new BookPage(tab).slider;
      await expect(slider).toHaveAttribute("aria-valuemax", String(EVENTS));
    }
  });
});

interface Plan {
  readonly tab: number;
  readonly lanes: number;
  readonly commands: number;
  readonly registrationEvery: number;
}

function plan(tab: number): Plan {
  return { tab, lanes: LANES, commands: COMMANDS_A_LANE, registrationEvery: REGISTRATION_EVERY };
}

// Runs inside the page: lanes that each send a command as soon as the one before is answered.
async function write({ tab, lanes, commands, registrationEvery }: Plan) {
  const send = async (lane: number, turn: number): Promise<readonly number[]> => {
    const name = `${tab}-${lane}-${turn}`;
    const lines = [{ productCode: "TEA-1", quantity: 1 + (turn % 9), unitPrice: 450 }];
    const answer = await window.hindsight.dispatch(
      turn % registrationEvery === 0
        ? { type: "RegisterClient", username: name }
        : { type: "PlaceOrder", client: "ada", reference: name, lines },
    );
    if (!answer.accepted) throw new Error(`${name}: ${answer.rejection.code}`);
    return answer.positions;
  };
  const run = async (lane: number) => {
    const positions: (readonly number[])[] = [];
    for (let turn = 0; turn < commands; turn += 1) positions.push(await send(lane, turn));
    return positions;
  };
  const answers = await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  return { lanes: answers, endedAt: Date.now() };
}

// Runs inside the page: when the views and the screen have come to that position.
async function reachedAt(position: number): Promise<number> {
  const slider = document.querySelector("[role=slider]");
  const isThere = () =>
    window.hindsight.head() === position && slider?.ariaValueMax === String(position);
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 5));
  return Date.now();
}

// Runs inside the page: what this tab's storage and views say, short enough to compare.
async function knownToTab() {
  const { head, verify, view } = window.hindsight;
  const orders = new TextEncoder().encode(JSON.stringify(await view("orders")));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", orders));
  return { head: head(), verification: await verify(), orders: digest.join(" ") };
}

async function register(page: Page, username: string): Promise<void> {
  const answer = await page.evaluate(
    (name) => window.hindsight.dispatch({ type: "RegisterClient", username: name }),
    username,
  );
  expect(answer).toMatchObject({ accepted: true });
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test("a change that waits for another tab’s import says so, and is saved when that is done", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  const other = await context.newPage();
  await new BookPage(other).open(page.url());
  await other.evaluate(writeForLong);

  const form = book.form("Add client");
  await form.getByLabel("Username").fill("grace");
  await form.getByRole("button", { name: "Add client" }).click();
  const told = page.getByRole("status", { name: "Last change" });
  await expect(told).toContainText("Not saved yet, for 2 seconds. A file is being imported");
  await expect(told).toContainText("for 7 seconds");
  await expect(form.getByLabel("Username")).toHaveValue("grace");

  await other.close();
  await expect(book.table("Clients")).toContainText("grace");
  await expect(told).not.toContainText("Not saved yet");
});

// Runs inside the page: keeps the log to itself, as an import of a large file does.
async function writeForLong(): Promise<void> {
  const all = (await indexedDB.databases()).map(({ name = "" }) => name);
  const log = all.find((name) => name.startsWith("hindsight-book-")) ?? "";
  const id = log.slice("hindsight-book-".length);
  navigator.locks.request(
    `hindsight-import:${id}`,
    { mode: "shared" },
    () => new Promise(() => {}),
  );
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(log);
    request.onsuccess = () => resolve(request.result);
  });
  const names = [...database.objectStoreNames];
  const store = database.transaction(names, "readwrite").objectStore(names[0] as string);
  const goOn = (): void => {
    store.count().onsuccess = goOn;
  };
  goOn();
}
