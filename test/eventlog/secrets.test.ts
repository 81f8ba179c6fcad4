import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BookCatalog, BookEntry } from "../../src/application/books/book-catalog.ts";
import { openIndexedDbCatalog } from "../../src/application/books/indexeddb-catalog.ts";
import { createMemoryCatalog } from "../../src/application/books/memory-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import type { SharedAddress } from "../../src/eventlog/replication/server-address.ts";

const SECRET = "tr0ub4dor&3-zebra";
const A = entry("00000000-0000-4000-8000-00000000000a");
const B = entry("00000000-0000-4000-8000-00000000000b");

const PLACE = { servers: ["wss://books.example.org"], name: "ours" };
const WITH_PASSWORD: SharedAddress = {
  ...PLACE,
  credentials: { kind: "password", user: "ada", password: SECRET },
};
const WITH_NKEY: SharedAddress = { ...PLACE, credentials: { kind: "nkey", seed: SECRET } };
const BOTH = [WITH_PASSWORD, WITH_NKEY].map((address) => ({
  address,
  kind: address.credentials.kind,
}));

function entry(id: string): BookEntry {
  return { id: id as BookId, name: id, createdAt: 1 as EpochMs, openedAt: 1 as EpochMs };
}

let catalog: BookCatalog;
beforeEach(async () => {
  catalog = await openIndexedDbCatalog();
});
afterEach(async () => {
  for (const { id } of await catalog.list()) await catalog.remove(id);
  await deleteDB("hindsight-keys");
});

/** All that stands in the registry, read past it. */
async function registry(): Promise<string> {
  const database = await openDB("hindsight-books");
  const entries = await database.getAll("books");
  database.close();
  const bytes = entries.flatMap(({ shared, intention }) =>
    [shared, intention?.address].flatMap((address) => {
      const sealed = address?.credentials.sealed;
      return sealed ? [new TextDecoder("latin1").decode(sealed.bytes)] : [];
    }),
  );
  return JSON.stringify(entries) + bytes.join();
}

async function secretOf(id: BookId): Promise<string | undefined> {
  const shared = (await catalog.find(id))?.shared;
  return shared && catalog.openSecret(id, shared);
}

/** What a release kept that knew no seals. */
async function keepInClear(old: object): Promise<void> {
  const database = await openDB("hindsight-books");
  await database.put("books", old);
  database.close();
}

describe("the secret of a shared book", () => {
  it.each(BOTH)("a $kind is kept sealed, whichever way it comes in", async ({ address }) => {
    await catalog.add(A, address);
    await catalog.add(B);
    await catalog.share(B.id, address);
    expect(await registry()).not.toContain(SECRET);
    expect(await secretOf(A.id)).toBe(SECRET);
    expect(await secretOf(B.id)).toBe(SECRET);

    await catalog.intend(B.id, { kind: "sharing", address });
    expect(await registry()).not.toContain(SECRET);
    const begun = (await catalog.find(B.id))?.intention;
    const kept = begun?.kind === "sharing" ? begun.address : undefined;
    expect(kept && (await catalog.openSecret(B.id, kept))).toBe(SECRET);
  });

  it.each(BOTH)("a $kind is not kept where the person chose so", async ({ address }) => {
    await catalog.add(A, { ...address, asksSecret: true });
    expect(await registry()).not.toContain("sealed");
    expect(await secretOf(A.id)).toBeUndefined();
    const kept = (await catalog.find(A.id))?.shared;
    expect(kept).toMatchObject({ ...PLACE, credentials: { kind: address.credentials.kind } });
  });

  it.each(BOTH)(
    "a $kind that stood in clear is sealed, all else as it was",
    async ({ address }) => {
      const care = { remindAfter: 3 };
      await keepInClear({ ...A, care, shared: address });
      await keepInClear({ ...B, intention: { kind: "sharing", address } });
      expect(await registry()).toContain(SECRET);

      await catalog.sealSecrets();

      expect(await registry()).not.toContain(SECRET);
      expect(await secretOf(A.id)).toBe(SECRET);
      expect(await catalog.find(A.id)).toMatchObject({ ...A, care });
      expect((await catalog.find(B.id))?.intention?.kind).toBe("sharing");
      const once = await registry();
      await catalog.sealSecrets();
      expect(await registry()).toBe(once);
    },
  );

  it("is asked for once the key of this browser is lost", async () => {
    await catalog.add(A, WITH_PASSWORD);
    await deleteDB("hindsight-keys");
    expect(await secretOf(A.id)).toBeUndefined();
  });

  it("opens for its own book alone", async () => {
    await catalog.add(A, WITH_PASSWORD);
    const shared = (await catalog.find(A.id))?.shared;
    expect(shared && (await catalog.openSecret(B.id, shared))).toBeUndefined();
  });

  it("is sealed by a key that nobody can read", async () => {
    await catalog.add(A, WITH_PASSWORD);
    const keys = await openDB("hindsight-keys");
    const key: CryptoKey = await keys.get("keys", "secrets");
    keys.close();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  });

  it("is kept nowhere by a registry that lasts as long as the page", async () => {
    const memory = createMemoryCatalog();
    await memory.add(A, WITH_PASSWORD);
    await memory.intend(A.id, { kind: "sharing", address: WITH_NKEY });
    expect(JSON.stringify(await memory.list())).not.toContain(SECRET);
    await memory.share(A.id, WITH_NKEY);
    expect(JSON.stringify(await memory.list())).not.toContain(SECRET);
  });
});
