import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { medianOf, nameOf, rounds } from "./figures.mjs";

/**
 * @typedef {{ writing: number, reading: number }} Baseline milliseconds to write and to read one record an event
 * @typedef {{ book(size: number): Promise<string>, adopt(size: number, id: string): Promise<void>,
 *   file(size: number): Promise<string>, bare(size: number): Promise<Baseline> }} BenchBooks
 */

/**
 * The books of a run by size, the files they are imported from, and the baseline. Each is made once, when it is first
 * asked for; in a folder that is kept, once for all runs but for the baseline, which belongs to its run.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @returns {BenchBooks}
 */
export function createBenchBooks(browser) {
  const notes = join(browser.folder, "made.json");
  /** @type {{ books: Record<string, string>, files: Record<string, string> }} */
  const made = existsSync(notes)
    ? JSON.parse(readFileSync(notes, "utf8"))
    : { books: {}, files: {} };
  const note = () => writeFileSync(notes, JSON.stringify(made));
  /** @type {Map<number, Baseline>} */
  const baselines = new Map();

  return {
    async book(size) {
      const page = await browser.openBench();
      made.books[size] ??= await page.evaluate((count) => window.bench.makeBook(count), size);
      await page.close();
      note();
      return made.books[size];
    },
    async adopt(size, id) {
      const page = await browser.openBench();
      const before = made.books[size];
      if (before) await page.evaluate((book) => window.bench.dropBook(book), before);
      await page.close();
      made.books[size] = id;
      note();
    },
    async file(size) {
      const known = made.files[size];
      if (known) return known;
      const page = await browser.openBench();
      const name = `${nameOf(size)}.ndjson`;
      await page.evaluate((wanted) => window.bench.makeLogFile(wanted.size, wanted.name), {
        size,
        name,
      });
      await page.close();
      made.files[size] = name;
      note();
      return name;
    },
    async bare(size) {
      const known = baselines.get(size);
      if (known) return known;
      const measured = await measureBare(browser, size);
      baselines.set(size, measured);
      return measured;
    },
  };
}

/**
 * Written once, since that takes long; read by pages that have read nothing before.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {number} size
 * @returns {Promise<Baseline>}
 */
async function measureBare(browser, size) {
  /** @type {(method: string, argument: unknown) => Promise<any>} */
  const ask = async (method, argument) => {
    const page = await browser.openBench();
    const call = { method, argument };
    const answer = await page.evaluate((asked) => window.bench[asked.method](asked.argument), call);
    await page.close();
    return answer;
  };
  const { name, writing } = await ask("writeBareBook", size);
  const read = await rounds(() => ask("readBareBook", name));
  await ask("dropBareBook", name);
  return { writing, reading: medianOf(read, (time) => time) };
}
