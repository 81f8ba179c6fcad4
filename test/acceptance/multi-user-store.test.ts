import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterEach, describe, expect, it } from "vitest";
import { materialize, type Projection } from "../../src/eventlog/consumers/materialize.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbCheckpoints } from "../../src/eventlog/indexeddb/indexeddb-checkpoints.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryCheckpoints } from "../../src/eventlog/memory/memory-checkpoints.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession, orderOf } from "../application/open-session.ts";

const NAME = "hindsight-multi-user-test";

type Line = { readonly productCode: string; readonly quantity: number };

/** A view is a reducer: how much of each product was ordered. */
const ordered: Projection<{ readonly [product: string]: number }> = {
  name: "ordered",
  version: 1,
  initialState: {},
  evolve: (counts, { data }) => {
    const sums = { ...counts };
    for (const { productCode, quantity } of data["lines"] as unknown as Line[]) {
      sums[productCode] = (sums[productCode] ?? 0) + quantity;
    }
    return sums;
  },
};

const engines: {
  engine: string;
  open: () => Promise<EventLog>;
  checkpoints: () => Promise<ReturnType<typeof createMemoryCheckpoints>>;
}[] = [
  {
    engine: "memory",
    open: async () => createMemoryLog({ now: () => NOW }),
    checkpoints: async () => createMemoryCheckpoints(),
  },
  {
    engine: "IndexedDB",
    open: () => openIndexedDbLog({ name: NAME, now: () => NOW }),
    checkpoints: () => openIndexedDbCheckpoints(NAME),
  },
];

describe.each(engines)(
  "multi-user event store over $engine, by one asynchronous interface",
  ({ open, checkpoints }) => {
    const opened: { close?(): void }[] = [];
    afterEach(async () => {
      for (const each of opened.splice(0)) each.close?.();
      await deleteDB(NAME);
    });
    const openShop = async () => {
      const log = await open();
      opened.push(log);
      const session = await openSession(log);
      await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
      await session.bus.dispatch({ type: "RegisterClient", username: "bob" });
      await session.bus.dispatch(orderOf("ada", "TEA", 2));
      await session.bus.dispatch(orderOf("bob", "POT", 1));
      return session;
    };

    it("materializes a view of a filter that uses the event's structure", async () => {
      const { log, bus } = await openShop();
      const view = await materialize(
        log,
        { types: ["OrderPlaced"], streamPrefix: "order-" },
        ordered,
      );
      expect(view.state()).toEqual({ TEA: 2, POT: 1 });
      await bus.dispatch(orderOf("ada", "TEA", 3));
      await view.catchUp();
      expect(view.state()).toEqual({ TEA: 5, POT: 1 });
      view.stop();
    });

    it("resumes a view from its checkpoint", async () => {
      const { log, bus } = await openShop();
      const store = await checkpoints();
      opened.push(store as { close?(): void });
      const filter = { types: ["OrderPlaced"] };
      const before = await materialize(log, filter, ordered, { checkpoints: store });
      await before.save();
      before.stop();
      await bus.dispatch(orderOf("ada", "CUP", 4));

      const seen: string[] = [];
      const watched: typeof ordered = {
        ...ordered,
        evolve: (counts, event) => {
          seen.push(event.id);
          return ordered.evolve(counts, event);
        },
      };
      const after = await materialize(log, filter, watched, { checkpoints: store });
      after.stop();
      expect(after.state()).toEqual({ TEA: 2, POT: 1, CUP: 4 });
      expect(seen).toHaveLength(1);
    });

    it("lets two users decide at the same time: one rule holds for both", async () => {
      const shop = await openShop();
      const other = await openSession(shop.log);
      const [order] = shop.history.orders.rows(shop.history.head().position);
      const answers = await Promise.all([
        shop.bus.dispatch({ type: "ShipOrder", orderId: order?.id }),
        other.bus.dispatch({ type: "CancelOrder", orderId: order?.id }),
      ]);
      expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
      expect(answers.find((answer) => !answer.accepted)).toMatchObject({
        rejection: { code: "order-not-open" },
      });
      await shop.follower.catchUp();
      await other.follower.catchUp();
      const at = shop.history.head().position;
      expect(other.history.orders.rows(at)).toEqual(shop.history.orders.rows(at));
    });
  },
);
