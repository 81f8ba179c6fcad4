import { beforeAll, describe, expect, it } from "vitest";
import { readColumnFile } from "../../src/eventlog/columns/column-file.ts";
import { writeColumnFile } from "../../src/eventlog/columns/column-file-writer.ts";
import type { DerivedColumns } from "../../src/eventlog/columns/column-store.ts";
import { createSigner } from "../../src/eventlog/indexeddb/key-store.ts";
import { someColumns, trimmed } from "./derived-columns.ts";

const signer = await createSigner();

async function fileOf(derived: DerivedColumns): Promise<ArrayBuffer> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of writeColumnFile(derived, signer)) pieces.push(piece.slice());
  return new Blob(pieces).arrayBuffer();
}

describe("a file of columns", () => {
  let file: ArrayBuffer;
  beforeAll(async () => {
    file = await fileOf(someColumns(12));
  });

  it("is read as it was written", async () => {
    expect(trimmed(await readColumnFile(file, signer))).toEqual(someColumns(12));
  });

  it("leaves columns room to grow, which is nobody else's", async () => {
    const long = {
      values: Uint32Array.from({ length: 1_000 }, (_, place) => place),
      length: 1_000,
    };
    const derived = { ...someColumns(12), columns: { one: long, other: long } };
    const read = await readColumnFile(await fileOf(derived), signer);
    const { one, other } = read?.columns ?? {};
    if (!one || !("values" in one) || !other || !("values" in other))
      throw new Error("No columns.");
    expect(one.values.length).toBeGreaterThan(1_020);
    one.values.fill(7);
    expect(other.values.slice(0, 1_000)).toEqual(long.values);
  });

  it("takes of a column what was set, not what else its array holds", async () => {
    const values = Uint32Array.of(1, 2, 3, 4);
    const derived = { ...someColumns(12), columns: { one: { values, length: 2 } } };
    const read = trimmed(await readColumnFile(await fileOf(derived), signer));
    expect(read?.columns["one"]).toEqual({ values: Uint32Array.of(1, 2), length: 2 });
  });

  it("is nothing, or still the same, when any byte of it changes", async () => {
    let noticed = 0;
    for (let place = 0; place < file.byteLength; place += 1) {
      const changed = file.slice(0);
      const bytes = new Uint8Array(changed);
      bytes[place] = (bytes[place] ?? 0) ^ 0x10;
      const read = trimmed(await readColumnFile(changed, signer));
      if (read) expect(read).toEqual(someColumns(12));
      else noticed += 1;
    }
    // Nothing but the room between columns is free to change.
    expect(noticed).toBeGreaterThan(file.byteLength / 2);
  });

  it("is nothing wherever it is cut off", async () => {
    for (let length = 0; length < file.byteLength; length += 1) {
      expect(await readColumnFile(file.slice(0, length), signer)).toBeUndefined();
    }
  });

  it("is nothing to another browser, which has another key", async () => {
    expect(await readColumnFile(file, await createSigner())).toBeUndefined();
  });
});
