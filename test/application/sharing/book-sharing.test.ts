import { afterEach, describe, expect, it, vi } from "vitest";
import type {
  BookCatalog,
  BookEntry,
  Intention,
} from "../../../src/application/books/book-catalog.ts";
import type { BookSession } from "../../../src/application/session/book-session.ts";
import type { TabNews } from "../../../src/application/sharing/leader-tab.ts";
import { leaveSharedLog } from "../../../src/application/sharing/leave-shared-log.ts";
import { MissingSecretError } from "../../../src/application/sharing/secret-keeper.ts";
import { createBookSharing } from "../../../src/application/sharing/share-book.ts";
import type { BookId } from "../../../src/domain/ids.ts";
import { SharedLogError } from "../../../src/eventlog/errors.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import type { SharedAddress } from "../../../src/eventlog/replication/server-address.ts";
import type { SharedEngine } from "../../../src/eventlog/replication/shared-engine.ts";
import { sharedLogError } from "../../../src/eventlog/replication/shared-log-problems.ts";
import { createTurns } from "../../../src/eventlog/util/mutex.ts";
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
    async find() {
      const { book } = here.store.getState();
      const [first] = shared;
      return {
        ...book,
        ...(intended && { intention: intended }),
        ...(first && { shared: first }),
      } as BookEntry;
    },
    async share(_, address) {
      shared.push(address);
      intended = undefined;
    },
  };
  const hears = new Map<TabNews["kind"], () => void>();
  const inTurn = createTurns();
  const openTab = (session: BookSession) =>
    createBookSharing({
      ...{ session, shared: undefined, catalog: catalog as BookCatalog },
      tabs: {
        alone: (work) => inTurn(work),
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
    sharing: openTab(here),
    sharingElsewhere: openTab(elsewhere),
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

  it("is done once where two tabs begin it at once", async () => {
    const { here, sharing, sharingElsewhere, told, shared, moved, opened, intended } =
      await openBook();
    await here.bus.dispatch(register("acme"));

    await Promise.all([sharing.share(ADDRESS), sharingElsewhere.share(ADDRESS)]);

    expect(shared).toHaveLength(1);
    expect(moved).toEqual([3, 3]);
    expect(told).toEqual(["moving", "moved"]);
    expect(intended()).toBeUndefined();
    // and either opens it anew
    expect(opened).toHaveLength(2);
  });

  it("is done by a second tab where the first one had a wrong address", async () => {
    const { sharing, sharingElsewhere, shared, moves } = await openBook();
    moves.push(() => {
      throw sharedLogError("unknown-user");
    });
    const wrong = { ...ADDRESS, name: "wrong" };

    const first = sharing.share(wrong).catch((error) => error);
    const second = sharingElsewhere.share(ADDRESS);

    expect(await first).toBeInstanceOf(SharedLogError);
    await second;
    expect(shared).toMatchObject([{ name: "ours" }]);
  });

  it("opens a book anew that another tab has shared, and waits for no lock", async () => {
    const { sharing, sharingElsewhere, opened, moved } = await openBook();
    await sharing.share(ADDRESS);
    const before = moved.length;

    await sharingElsewhere.share(ADDRESS);

    expect(moved).toHaveLength(before);
    expect(opened).toHaveLength(2);
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
      throw sharedLogError("forbidden");
    });

    await expect(sharing.share(ADDRESS)).rejects.toMatchObject({ problem: "forbidden" });

    expect([told, opened, shared]).toEqual([[], [], []]);
    expect(intentions).toEqual(["sharing", undefined]);
    expect(await here.bus.dispatch(register("acme"))).toMatchObject({ accepted: true });
  });

  it("opens the book anew, alone, where the line is lost at the last moment", async () => {
    const { sharing, told, opened, shared, moves, intended } = await openBook();
    const cut = () => {
      throw sharedLogError("unreachable");
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
    const intention = { kind: "sharing", address, failure: "It does not answer." } as const;
    here.store.setState(({ book }) => ({ book: { ...book, intention } }));
    await expect(sharing.goOn()).rejects.toBeInstanceOf(MissingSecretError);

    await sharing.goOn({ secret: "secret", isKept: false });

    const whole = { ...address.credentials, password: "secret" };
    expect(shared).toMatchObject([{ credentials: whole, asksSecret: true }]);
    expect(intended()).toBeUndefined();
  });
});

describe("leaving a shared book", () => {
  afterEach(() => vi.useRealTimers());

  it("says so where another tab has the book and does not let it go, and goes on once it does", async () => {
    vi.useFakeTimers();
    const entry = { intention: { kind: "leaving" } } as BookEntry;
    const done: string[] = [];
    let letGo = (): void => {};
    const leaving = leaveSharedLog({
      id: "book" as BookId,
      catalog: {
        find: async () => entry,
        intend: async () => {},
        share: async () => void done.push("parted"),
      } as Partial<BookCatalog> as BookCatalog,
      tabs: {
        alone: (work) => new Promise<void>((resolve) => (letGo = resolve)).then(work),
        tell: () => {},
        onNews: () => () => {},
      },
      takeInWaiting: async () => void done.push("taken in"),
      onWaiting: () => done.push("waits"),
    });

    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual(["waits"]);

    letGo();
    await leaving;
    expect(done).toEqual(["waits", "taken in", "parted"]);
  });
});
