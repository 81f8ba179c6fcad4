import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOutside } from "../../src/app/environment.ts";
import { type Device, openStoredDevice } from "../../src/app/storage.ts";
import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import { copyInWorker } from "../../src/application/branches/copy-log-in-worker.ts";
import { digestHistory } from "../../src/application/diagnostics/derived-digest.ts";
import { verifyInWorker } from "../../src/application/diagnostics/verify-in-worker.ts";
import { importInWorker } from "../../src/application/files/import-in-worker.ts";
import type { ImportOptions } from "../../src/application/files/import-log.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { Position, RecordedEvent } from "../../src/eventlog/envelope.ts";

const outside = createOutside();
const startWorker = () =>
  new Worker(new URL("../../src/app/book.worker.ts", import.meta.url), { type: "module" });
const ADDRESS = {
  ...{ servers: ["wss://books.example.org"], name: "ours" },
  credentials: { kind: "none" as const },
};
const REFUSED = {
  name: "SharedLogError",
  message: "A shared book changes one command at a time, through its shared log.",
};

/** A file of events that were written elsewhere: they fit behind any book. */
function fileOf(count: number): Blob {
  const line = (id: number) =>
    `{"specversion":"1.0","id":"${id}","source":"/notes","type":"org.example.noted"}\n`;
  return new Blob(Array.from({ length: count }, (_, index) => line(index)));
}

import { digestColumns } from "../../src/eventlog/columns/column-file-writer.ts";
import { KEPT_SHAPE } from "../../src/read-model/column-snapshot.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";

describe("a worker, in Chromium's IndexedDB", () => {
  let device: Device;
  let book: BookEntry;
  const load = (file: Blob, options: ImportOptions = {}) =>
    importInWorker(startWorker, { file, book, isNew: false }, options);
  const headOf = async (id = book.id): Promise<Position> => {
    const log = await device.openLog(id);
    const { position } = await log.head();
    log.close();
    return position;
  };
  const entryNamed = (name: string): BookEntry => ({
    ...{ id: crypto.randomUUID() as BookId, name },
    ...{ createdAt: outside.now(), openedAt: outside.now() },
  });

  const derivedOf = async (id: BookId) => {
    const log = await device.openLog(id);
    const history = createHistory();
    history.add(await log.read());
    log.close();
    return digestHistory(history);
  };

  beforeEach(async () => {
    device = await openStoredDevice(outside);
    book = entryNamed("Ours");
    await device.catalog.add(book);
  });
  afterEach(() => device.catalog.remove(book.id));

  it("imports into a book of this browser, copies it, and verifies it", async () => {
    const branch = entryNamed("Branch");

    expect(await load(fileOf(3))).toMatchObject({ added: 3 });
    await copyInWorker(startWorker, { from: book.id, to: branch.id, upTo: 2 as Position }, {});

    expect(await headOf(branch.id)).toBe(2);
    const check = await verifyInWorker(startWorker, book.id, await derivedOf(book.id));
    expect(check).toMatchObject({ ok: true, head: { position: 3 }, derived: "right" });
    await device.catalog.remove(branch.id);
  });

  it("folds anew, and tells what a page derived wrongly, and replaces what was kept wrongly", async () => {
    // given a book, and beside it columns of another one
    await load(fileOf(3));
    const [right, log] = [await derivedOf(book.id), await device.openLog(book.id)];
    const [, second] = await log.read();
    const columns = await device.openColumns(book.id);
    const head = { position: 2 as Position, hash: (second as RecordedEvent).hash };
    await columns.save({ head, shape: KEPT_SHAPE, columns: createHistory().keep().columns });

    // when it is verified, for a page that is right and for one that is not
    const wrong = { ...right, digest: "0".repeat(64) };
    const told = await verifyInWorker(startWorker, book.id, wrong);
    const toldRight = await verifyInWorker(startWorker, book.id, right);

    // then both are told so, and the columns are those of the first two events
    expect([told, toldRight]).toMatchObject([{ derived: "wrong" }, { derived: "right" }]);
    const history = createHistory();
    history.add((await log.read()).slice(0, 2));
    const kept = await columns.load();
    expect(await digestColumns(kept?.columns ?? {})).toBe((await digestHistory(history)).digest);
    log.close();
  });

  it("writes nothing of a file into a shared book, nor copies a book into it", async () => {
    const other = entryNamed("Other");
    await importInWorker(startWorker, { file: fileOf(2), book: other, isNew: true }, {});
    await device.catalog.share(book.id, ADDRESS);
    (await device.openReplica(book.id)).close();

    await expect(load(fileOf(3))).rejects.toMatchObject(REFUSED);
    const copy = { from: other.id, to: book.id, upTo: 2 as Position };
    await expect(copyInWorker(startWorker, copy, {})).rejects.toMatchObject(REFUSED);

    expect(await headOf()).toBe(0);
    await device.catalog.remove(other.id);
  });

  it("brings all of a file or nothing where the book becomes shared meanwhile, and nothing after", async () => {
    // given an import that is under way, of which the page hears
    let goOn = (): void => {};
    const isUnderWay = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const importing = load(fileOf(20_000), { onProgress: () => goOn() }).then(
      ({ added }) => added,
      (error) => error,
    );
    await isUnderWay;

    // when the book is brought to a shared log
    let moved: Position | undefined;
    await device.handOver(book.id, async () => {
      moved = await headOf();
      await device.catalog.share(book.id, ADDRESS);
    });

    // then what stands in it is what was brought there
    const outcome = await importing;
    if (moved === 0) expect(outcome).toMatchObject(REFUSED);
    else expect([outcome, moved]).toEqual([20_000, 20_000]);
    expect(await headOf()).toBe(moved);
    await expect(load(fileOf(1))).rejects.toMatchObject(REFUSED);
  });

  it("goes on in a book whose sharing was broken off", async () => {
    const cut = new Error("The tab was closed.");
    await expect(device.handOver(book.id, () => Promise.reject(cut))).rejects.toBe(cut);
    expect(await load(fileOf(1))).toMatchObject({ added: 1 });

    // Not even taken back: the browser was killed.
    (await device.openReplica(book.id)).close();

    expect(await load(fileOf(2))).toMatchObject({ added: 1, known: 1 });
  });
});
