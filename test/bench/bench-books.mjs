import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "./figures.mjs";

/**
 * The books of a run by size, the files they are imported from, and what stands beside them: `bare`
 * ones with one record an event.
 *
 * @typedef {object} BenchBooks
 * @property {(size: number) => Promise<string>} book
 * @property {(size: number, id: string) => Promise<void>} adopt takes this one from now on
 * @property {(size: number) => Promise<string>} file
 * @property {(size: number) => Promise<number>} writeBare milliseconds to write a bare one, which
 *   is taken from now on
 * @property {(size: number) => Promise<void>} prepareBare sees that there is a bare one to read
 * @property {(size: number) => Promise<number>} readBare milliseconds to read it, in a page that
 *   has read nothing before
 */

/**
 * The books of a run. Each is made once, when it is first asked for; in a folder that is kept, once
 * for all runs.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @returns {BenchBooks}
 */
export function createBenchBooks(browser) {
  const notes = join(browser.folder, "made.json");
  /**
   * @type {{ books: Record<string, string>, files: Record<string, string>, bare?: Record<string,
   *   string> }}
   */
  const made = existsSync(notes)
    ? JSON.parse(readFileSync(notes, "utf8"))
    : { books: {}, files: {} };
  const bare = made.bare ?? {};
  made.bare = bare;
  const note = () => writeFileSync(notes, JSON.stringify(made));
  /** @type {(method: string, argument: unknown) => Promise<any>} */
  const ask = async (method, argument) => {
    const page = await browser.openBench();
    const call = { method, argument };
    const answer = await page.evaluate((asked) => window.bench[asked.method](asked.argument), call);
    await page.close();
    return answer;
  };

  /** @type {BenchBooks} */
  const books = {
    async book(size) {
      const id = made.books[size] ?? (await ask("makeBook", size));
      made.books[size] = id;
      note();
      return id;
    },
    async adopt(size, id) {
      const before = made.books[size];
      if (before) await ask("dropBook", before);
      made.books[size] = id;
      note();
    },
    async file(size) {
      const known = made.files[size];
      if (known) return known;
      const name = `${nameOf(size)}.ndjson`;
      await ask("makeLogFile", { count: size, name });
      made.files[size] = name;
      note();
      return name;
    },
    async writeBare(size) {
      const before = bare[size];
      if (before) await ask("dropBareBook", before);
      const { name, writing } = await ask("writeBareBook", size);
      bare[size] = name;
      note();
      return writing;
    },
    async prepareBare(size) {
      if (!bare[size]) await books.writeBare(size);
    },
    async readBare(size) {
      return ask("readBareBook", bare[size]);
    },
  };
  return books;
}
