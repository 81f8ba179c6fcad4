import { expect } from "vitest";

/** A page of either browser, Playwright's or Puppeteer's: both run functions in it. */
interface AnyPage {
  goto(address: string): Promise<unknown>;
  evaluate(work: (given: SharedPlace) => Promise<string>, given: SharedPlace): Promise<string>;
}

/** A shared book, and who joins it. */
export interface SharedPlace {
  readonly server: string;
  readonly name: string;
  readonly user: string;
}

/** What a page makes of a shared book, so that two of them can be held against each other. */
export interface Verdict {
  readonly ok: boolean;
  readonly events: number;
  readonly fingerprint: string;
  /** All that was asked for in it, and what became of that. */
  readonly journal: readonly unknown[];
  /** Who has signed, as the page says it. */
  readonly authors: readonly string[];
}

/** Milliseconds in which a page has caught up. Generous: a slow machine is no failure. */
export const PATIENCE_MS = 600_000;

const poll = { timeout: PATIENCE_MS, interval: 250 };

/** Joins a shared book by its form, and waits until all of it is there. */
export async function joinBook(page: AnyPage, address: string, place: SharedPlace): Promise<void> {
  await page.goto(`${address}#/sharing`);
  // The page is loaded once more on the way, to be let through to a server that is new to it.
  await expect
    .poll(() => page.evaluate(fillForm, place).catch(() => "on its way"), poll)
    .toBe("Synced");
}

/** Waits until a page that has joined has as many entries in its journal, and tells its verdict. */
export async function verdictOf(
  page: AnyPage,
  place: SharedPlace,
  entries: number,
): Promise<Verdict> {
  const read = async () => JSON.parse(await page.evaluate(readVerdict, place)) as Verdict;
  await expect.poll(async () => (await read()).journal.length, poll).toBe(entries);
  return read();
}

// Runs in the page: tells how the book stands with the others, and joins it where it does not.
async function fillForm({ server, name, user }: SharedPlace): Promise<string> {
  const state = document.querySelector("header [role=status]")?.textContent ?? "";
  const form = [...document.forms].find((one) => one.textContent?.includes("Join a shared book"));
  if (state !== "" || !form) return state;
  // Loaded once more, the page goes on by itself, or asks for the password again.
  const mayAsk = sessionStorage["asked"] === undefined || /once more/.test(form.textContent ?? "");
  if (!mayAsk) return "on its way";
  await navigator.serviceWorker.ready;
  sessionStorage["asked"] = "yes";
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  const values = { "Server addresses": server, "Name on the server": name, User: user };
  for (const [label, value] of Object.entries({ ...values, Password: user })) {
    const field = [...form.querySelectorAll("label")].find(
      ({ textContent }) => textContent?.trim() === label,
    )?.control;
    setValue?.call(field, value);
    field?.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.requestSubmit();
  return "asked";
}

// Runs in the page.
async function readVerdict(): Promise<string> {
  const { ready, verify, journal } = window.hindsight;
  await ready;
  const { ok, events, fingerprint } = await verify();
  const authors = document.querySelectorAll('[aria-labelledby="authors-title"] li');
  const verdict: Verdict = {
    ...{ ok, events, fingerprint, journal: await journal() },
    authors: [...authors].map(({ textContent }) => textContent ?? ""),
  };
  return JSON.stringify(verdict);
}
