import { describe, expect, it } from "vitest";
import type {
  BookCatalog,
  BookEntry,
  BookId,
  Intention,
} from "../../../src/eventlog/book-catalog.ts";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import { createMemoryLog } from "../../../src/eventlog/memory-log.ts";
import type { SharedAddress } from "../../../src/eventlog/shared-address.ts";
import type { SharedEngine } from "../../../src/eventlog/shared-engine.ts";
import { createBookSharing } from "../../../src/store/sharing/book-sharing.ts";
import { MissingSecretError } from "../../../src/store/sharing/secret-keeper.ts";
import type { TabNews } from "../../../src/store/sharing/syncing.ts";
import { NOW, openSession } from "../open-session.ts";
import { register } from "./people.ts";

const ADDRESS: SharedAddress = {
  ...{ servers: ["wss://books.example.org"], name: "ours" },
  credentials: { kind: "none" },
};

/** A book in two tabs of one browser, and an engine that takes what there is until it is told to fail. */
async function openBook() {
  const log = createMemoryLog({ now: () => NOW });
  const [here, elsewhere] = [await openSession(log), await openSession(log)];
  const told: TabNews["kind"][] = [];
  const opened: BookId[] = [];
  const shared: (SharedAddress | undefined)[] = [];
  const moved: number[] = [];
  const handedOver: number[] = [];
  const moves: (() => void)[] = [];
  const carried: string[] = [];
  const engine: Partial<SharedEngine> = {
    async moveUp(_, source) {
      moves.shift()?.();
      moved.push((await source.head()).position);
    },
  };
  const intentions: (string | undefined)[] = [];
  let intended: Intention<SharedAddress> | undefined;
  const catalog: Partial<BookCatalog> = {
    async intend(_, intention) {
      intentions.push(intention?.kind);
      intended = intention;
    },
    openSecret: async () => undefined,
    async share(_, address) {
      shared.push(address);
    },
  };
  const hears = new Map<TabNews["kind"], () => void>();
  const sharing = createBookSharing({
    ...{ session: here, shared: undefined, catalog: catalog as BookCatalog },
    tabs: {
      alone: (work) => work(),
      tell({ kind }) {
        told.push(kind);
        hears.get(kind)?.();
      },
      onNews: () => () => {},
    },
    async handOver(_, move) {
      handedOver.push((await log.head()).position);
      await move();
    },
    loadEngine: async () => engine as SharedEngine,
    newEntry: (name) => ({ ...here.store.getState().book, name }) as BookEntry,
    openBook: (id) => opened.push(id),
    async carrySecret(_, secret) {
      carried.push(secret);
    },
  });
  return {
    here,
    elsewhere,
    sharing,
    told,
    opened,
    shared,
    moved,
    handedOver,
    moves,
    hears,
    intentions,
    intended: () => intended,
    carried,
  };
}

describe("sharing a book", () => {
  it("moves what another tab writes at the last moment, and takes nothing after it", async () => {
    const { here, elsewhere, sharing, told, opened, shared, moved, handedOver, hears, intentions } =
      await openBook();
    await here.bus.dispatch(register("acme"));
    hears.set("moving", () => {
      elsewhere.bus.dispatch(register("basalt")).catch(() => {});
    });

    await sharing.share(ADDRESS);

    expect(handedOver).toEqual([5]);
    expect(moved).toEqual([3, 5]);
    expect(intentions).toEqual(["sharing"]);
    expect(shared).toEqual([{ ...ADDRESS, isBrought: true }]);
    expect(told).toEqual(["moving", "moved"]);
    expect(opened).toHaveLength(1);
    expect(await here.bus.dispatch(register("cobalt"))).toMatchObject({
      accepted: false,
      rejection: { code: "read-only" },
    });
  });

  it.each([
    { asksSecret: true as const, outlasts: ["secret"] },
    { asksSecret: undefined, outlasts: [] },
  ])("has a password outlast the opening that is not kept: $asksSecret", async (given) => {
    const { sharing, carried } = await openBook();
    await sharing.share({
      ...ADDRESS,
      credentials: { kind: "password", user: "ada", password: "secret" },
      ...(given.asksSecret && { asksSecret: true }),
    });
    expect(carried).toEqual(given.outlasts);
  });

  it("leaves the book as it was where nobody takes it", async () => {
    const { here, sharing, told, opened, shared, moves, intentions } = await openBook();
    moves.push(() => {
      throw new SharedLogError("forbidden");
    });

    await expect(sharing.share(ADDRESS)).rejects.toMatchObject({ problem: "forbidden" });

    expect([told, opened, shared]).toEqual([[], [], []]);
    expect(intentions).toEqual(["sharing", undefined]);
    expect(await here.bus.dispatch(register("acme"))).toMatchObject({ accepted: true });
  });

  it("opens the book anew, alone, where the line is lost at the last moment", async () => {
    const { sharing, told, opened, shared, moves, intended } = await openBook();
    const cut = () => {
      throw new SharedLogError("unreachable");
    };
    moves.push(() => {}, cut);

    await sharing.share(ADDRESS);

    expect(shared).toEqual([]);
    expect(told).toEqual(["moving", "moved"]);
    expect(opened).toHaveLength(1);
    // and it says why, and goes on when it is asked for
    expect(intended()).toMatchObject({
      ...{ kind: "sharing", address: ADDRESS },
      failure: expect.stringContaining("does not answer"),
    });
  });
});

describe("a sharing that was broken off", () => {
  const address = { ...ADDRESS, credentials: { kind: "password", user: "ada" } } as const;

  it("asks for a password that is not kept, and goes on with it", async () => {
    const { here, sharing, shared, intended } = await openBook();
    here.store.setState(({ book }) => ({
      book: { ...book, intention: { kind: "sharing", address, failure: "It does not answer." } },
    }));
    await expect(sharing.goOn()).rejects.toBeInstanceOf(MissingSecretError);

    await sharing.goOn({ secret: "secret", isKept: false });

    const whole = { ...address.credentials, password: "secret" };
    expect(shared).toMatchObject([{ credentials: whole, asksSecret: true }]);
    expect(intended()).toBeUndefined();
  });
});
