import { beforeAll, describe, expect, it } from "vitest";
import { databaseOf } from "../../src/application/books/book-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { accepted } from "../eventlog/attempts.ts";
import { dropBareBook, readBareBook, writeBareBook } from "./bare-book.ts";
import { loadHistory } from "./load-history.ts";
import { dropBook, makeBook } from "./make-book.ts";
import { filteredSeekTurns, seekTurns } from "./seek-turns.ts";

const SMALL = 2_000;
const LARGE = 20_000;
const ROUNDS = 3;
const TURNS = 150;

// Only how figures compare within one run, never milliseconds: the machine may be slow, and busy with other things. The
// fastest of several rounds is what the code costs; the rest is the machine's.
describe("What costs little goes on costing little", () => {
  let small: BookId;
  let large: BookId;
  let histories: { readonly small: History; readonly large: History };

  beforeAll(async () => {
    [small, large] = [await makeBook(SMALL), await makeBook(LARGE)];
    histories = {
      small: (await loadHistory(small)).history,
      large: (await loadHistory(large)).history,
    };
    return async () => {
      await dropBook(small);
      await dropBook(large);
    };
  });

  it("opens a book sooner than one record an event is read", async () => {
    const { name } = await writeBareBook(LARGE);
    const bare = await fastest(() => readBareBook(name));
    const ours = await fastest(async () => (await loadHistory(large)).loading);
    await dropBareBook(name);
    expect(ours / bare).toBeLessThan(1);
  });

  it("shows any moment of ten times the events in less than five times the time", async () => {
    const inSmall = await fastest(() => middle(seekTurns(histories.small, TURNS)));
    const inLarge = await fastest(() => middle(seekTurns(histories.large, TURNS)));
    expect(inLarge / inSmall).toBeLessThan(5);
  });

  it("filters and sorts as of any moment within thirty times the time of showing it", async () => {
    const plain = await fastest(() => middle(seekTurns(histories.large, TURNS)));
    const filtered = await fastest(() => middle(filteredSeekTurns(histories.large, TURNS)));
    expect(filtered / plain).toBeLessThan(30);
  });

  it("takes the commands of sixteen writers sooner than those of one", async () => {
    const alone = await fastest((round) => appendOrders(`alone ${round}`, 1, 320));
    const together = await fastest((round) => appendOrders(`together ${round}`, 16, 20));
    expect(alone / together).toBeGreaterThan(1.5);
  });
});

async function fastest(measure: (round: number) => number | Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure(round));
  return Math.min(...times);
}

// The mean of all but the extremes: a browser's clock may tell tenths of milliseconds only.
function middle(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  const kept = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return kept.reduce((sum, time) => sum + time, 0) / kept.length;
}

/** Milliseconds for so many writers to append so many commands each, every writer to a stream of its own. */
async function appendOrders(id: string, writers: number, each: number): Promise<number> {
  const book = crypto.randomUUID() as BookId;
  const log = await openIndexedDbLog({ name: databaseOf(book), now: () => Date.now() as EpochMs });
  const write = async (_: unknown, writer: number): Promise<void> => {
    for (let turn = 0; turn < each; turn += 1) {
      await log.append(accepted(`${id} ${writer} ${turn}`, [`writer-${writer}`]));
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  const time = performance.now() - start;
  log.close();
  await dropBook(book);
  return time;
}
