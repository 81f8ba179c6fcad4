import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ColumnStore, DerivedColumns } from "../../src/eventlog/column-store.ts";
import type { Hash } from "../../src/eventlog/envelope.ts";
import { openIndexedDbColumns } from "../../src/eventlog/indexeddb-columns.ts";
import { at } from "./attempts.ts";

const derived = (last: number, head = last): DerivedColumns => ({
  head: { position: at(head), hash: `${head}`.padStart(64, "0") as Hash },
  shape: "a shape",
  columns: {
    "streams/ends": { values: Uint32Array.of(4, 8, last), length: 3 },
    latest: { values: Float64Array.of(1.5, 2.5), length: 2 },
    statuses: { values: Uint8Array.of(1, 2, 3), length: 3 },
    currencies: { texts: ["EUR", "USD"] },
  },
});

describe("columns in the book's database", () => {
  const name = "hindsight-test-columns";
  let store: ColumnStore;
  beforeEach(async () => {
    store = await openIndexedDbColumns(name);
  });
  afterEach(async () => {
    store.close();
    await deleteDB(name);
  });

  // What somebody does to the stored records behind the app's back.
  const meddle = async (change: (key: string, value: unknown) => unknown): Promise<string[]> => {
    const database = await openDB(name);
    const keys = (await database.getAllKeys("columns")) as string[];
    for (const key of keys) {
      const value = change(key, await database.get("columns", key));
      if (value === undefined) await database.delete("columns", key);
      else await database.put("columns", value, key);
    }
    database.close();
    return keys;
  };

  it("are nothing at first, and then what was kept last", async () => {
    expect(await store.load()).toBeUndefined();
    await store.save(derived(12));
    await store.save(derived(16));
    expect(trimmed(await store.load())).toEqual(derived(16));
  });

  it("are kept in parts where they are long, and are nothing when one of these is gone or cut", async () => {
    // Given a column of a few parts, the last of them not full
    const values = Uint32Array.from({ length: 700_000 }, (_, place) => place * 7);
    const long = { ...derived(12), columns: { long: { values, length: values.length } } };
    await store.save(long);

    // Then it comes back whole
    expect(trimmed(await store.load())).toEqual(long);

    // And not at all without one of its parts
    const keys = await meddle((key, value) => (key.endsWith("/long/1") ? undefined : value));
    expect(keys).toHaveLength(4);
    expect(await store.load()).toBeUndefined();
    await store.save(long);
    await meddle((key, value) => (key.endsWith("/2") ? (value as Uint8Array).slice(1) : value));
    expect(await store.load()).toBeUndefined();
  });

  it("take the place of those before", async () => {
    await store.save(derived(12));
    const before = await meddle((_, value) => value);
    await store.save(derived(16));
    const after = await meddle((_, value) => value);
    expect(after).toHaveLength(before.length);
    expect(after.filter((key) => before.includes(key))).toEqual(["newest"]);
  });

  it.each(["streams/ends", "latest", "statuses", "currencies"])(
    "are nothing when %s was changed or taken away",
    async (column) => {
      await store.save(derived(12));
      await meddle((key, value) => (key.includes(`/${column}/`) ? changed(value) : value));
      expect(await store.load()).toBeUndefined();

      await store.save(derived(12));
      expect(await store.load()).toBeDefined();
      await meddle((key, value) => (key.includes(`/${column}/`) ? undefined : value));
      expect(await store.load()).toBeUndefined();
    },
  );

  it.each([undefined, 7, {}, { generation: "none", checksums: { a: 1 } }])(
    "are nothing when what names them is %j",
    async (newest) => {
      await store.save(derived(12));
      await meddle((key, value) => (key === "newest" ? newest : value));
      expect(await store.load()).toBeUndefined();
    },
  );

  it("that were half written when the page died leave those before as they were", async () => {
    await store.save(derived(12));
    const dying = store.save(derived(16));
    store.close();
    await dying.catch(() => {});
    store = await openIndexedDbColumns(name);
    expect(trimmed(await store.load())).toEqual(derived(12));
  });

  it("take the place of those of the same head", async () => {
    const { currencies, ...others } = derived(12).columns;
    await store.save({ ...derived(12), columns: { ...others, former: { texts: ["EUR"] } } });
    await store.save(derived(16, 12));
    expect(trimmed(await store.load())).toEqual(derived(16, 12));
  });

  it("that were half written over those of the same head are nothing", async () => {
    await store.save(derived(12));
    const { columns, ...rest } = derived(12);
    const unwritable = { texts: [10n] as unknown as string[] };
    await expect(
      store.save({ ...rest, columns: { ...columns, currencies: unwritable } }),
    ).rejects.toThrow();
    expect(await store.load()).toBeUndefined();
  });

  it("are nothing when their texts end elsewhere", async () => {
    const texts = (...list: string[]) => ({ currencies: { texts: list } });
    await store.save({ ...derived(12), columns: texts("EUR\nUSD", "CHF") });
    await meddle((key, value) =>
      key.includes("/currencies/")
        ? new TextEncoder().encode(JSON.stringify(["EUR", "USD\nCHF"]))
        : value,
    );
    expect(await store.load()).toBeUndefined();
  });
});

function changed(part: unknown): unknown {
  const copy = structuredClone(part);
  if (copy instanceof Uint8Array) copy[0] = 99;
  return copy;
}

// What was loaded has room to spare behind its length.
function trimmed(derived: DerivedColumns | undefined) {
  if (!derived) return undefined;
  const columns = Object.entries(derived.columns).map(([name, column]) => [
    name,
    "values" in column ? { ...column, values: column.values.slice(0, column.length) } : column,
  ]);
  return { ...derived, columns: Object.fromEntries(columns) };
}
