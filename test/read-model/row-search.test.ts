import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packEvents } from "../../src/eventlog/encoding/event-page.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { searchable } from "../../src/read-model/columns/normalize-text.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import type { History } from "../../src/read-model/read-model.ts";
import type { ClientQuery, ClientSort } from "../../src/read-model/search/client-search.ts";
import type { RowList } from "../../src/read-model/search/row-list.ts";
import type { RowSearch } from "../../src/read-model/search/row-search.ts";
import type { WalletSort } from "../../src/read-model/search/wallet-search.ts";
import { openSession } from "../application/open-session.ts";

const NAMES = ["Ada Lovelace", "Zoë", "ada", "Łukasz", "bob", "Éva"];
const ADDRESSES = ["Ockham Park\nSurrey", "Łódź", "", "12 rue Égée\n75001 Paris"];
const CODES = ["TEA-1", "tea-2", "PEN", "Café"];

/** A book whose clients change their names, whose orders change their lines, and whose wallets move. */
async function searchedBook(): Promise<History> {
  const { bus, log } = await openSession();
  const pick = <Item>(items: readonly Item[], turn: number): Item =>
    items[(turn * 7 + (turn >> 2)) % items.length] as Item;
  for (let turn = 0; turn < 60; turn += 1) {
    const client = `user-${turn % 9}`;
    const orderId = `o-${turn % 23}`;
    const lines = [{ productCode: pick(CODES, turn), quantity: 1 + (turn % 4), unitPrice: 100 }];
    const reference = turn % 3 === 0 ? `PO-${turn}` : undefined;
    await bus.dispatch({ type: "RegisterClient", username: client, name: pick(NAMES, turn) });
    const email = turn % 2 ? `${turn}@example.org` : "";
    const address = pick(ADDRESSES, turn);
    await bus.dispatch({
      type: "ChangeClient",
      client,
      name: pick(NAMES, turn + 1),
      email,
      address,
    });
    await bus.dispatch({
      type: "PlaceOrder",
      orderId,
      client,
      lines,
      ...(reference && { reference }),
    });
    await bus.dispatch({ type: turn % 5 ? "ChangeOrderLines" : "ShipOrder", orderId, lines });
    await bus.dispatch({ type: "CreditWallet", client, amount: (turn * 31) % 97 });
  }
  const history = createHistory();
  history.add(await log.read());
  return history;
}

const history = await searchedBook();
const head = history.head().position;
const anyPosition = fc.nat({ max: head }).map((at) => at as Position);

function found<Query>(search: RowSearch<Query>, at: Position, query: Query): number[] {
  const work = search.prepare(query);
  while (!work.next().done);
  return placesOf(search.list(at, query));
}

function placesOf(list: RowList): number[] {
  const places = Array.from({ length: list.count }, (_, index) => list.placeAt(index) ?? -1);
  expect(places.map(list.indexOf)).toEqual([...places.keys()]);
  expect([list.placeAt(-1), list.placeAt(list.count), list.indexOf(10_000)]).toEqual([
    undefined,
    undefined,
    -1,
  ]);
  return places;
}

function sortedBy(keys: readonly (string | number)[], descending: boolean): number[] {
  const rank = (key: string | number) => (key === "" ? "\u{10ffff}" : key);
  const places = [...keys.keys()].sort((one, other) => {
    const left = rank(keys[one] ?? "");
    const right = rank(keys[other] ?? "");
    return left < right ? -1 : left > right ? 1 : one - other;
  });
  return descending ? places.reverse() : places;
}

describe("orders by a text, as of any position", () => {
  it("are those a fold and a look at each would find, wherever it was asked before", () => {
    const text = fc.constantFrom(
      "tea",
      "TEA-1 ",
      "ada",
      "zoe",
      "user-3",
      "o-1",
      "po-3",
      "7",
      "#7",
      "café",
      "eva",
      "nothing",
    );
    const sort = fc.constantFrom("newest", "oldest", "largest", "smallest");
    const status = fc.constantFrom(undefined, "placed", "shipped");
    fc.assert(
      fc.property(anyPosition, text, sort, status, (at, typed, by, wanted) => {
        const needle = searchable(typed.trim());
        const holds = history.orders.rows(at).map((order, place) => {
          if (wanted && order.status !== wanted) return false;
          const number = searchable(order.reference ?? String(place + 1));
          if (needle.startsWith("#")) return number === needle.slice(1);
          const client = history.clients.row(order.clientId, at);
          return (
            number === needle ||
            order.id.startsWith(typed.trim()) ||
            [client?.username, client?.name, ...order.lines.map(({ productCode }) => productCode)]
              .map((words) => searchable(words ?? ""))
              .some((words) => words.includes(needle))
          );
        });
        const query = { text: typed, sort: by, ...(wanted && { status: wanted }) } as const;
        const places = found(history.search.orders, at, query);
        expect(places.toSorted((one, other) => one - other)).toEqual(
          [...holds.keys()].filter((place) => holds[place]),
        );
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it("are the same where the events came as pages", () => {
    const paged = createHistory();
    paged.addPage(packEvents([...history.eventsUpTo(head)].map((event) => ({ events: [event] }))));
    for (const text of ["tea", "zoe", "user-3", "o-1", "po-3", "#7", "nothing"]) {
      for (const at of [head, Math.floor(head / 2) as Position]) {
        const query = { text, sort: "largest" } as const;
        expect(found(paged.search.orders, at, query)).toEqual(
          found(history.search.orders, at, query),
        );
        const clients: ClientQuery = { text, sort: { by: "email", descending: false } };
        expect(found(paged.search.clients, at, clients)).toEqual(
          found(history.search.clients, at, clients),
        );
      }
    }
  });

  it("come the newest first while the search is under way, and none of them leaves again", () => {
    const fresh = createHistory();
    const events = [...history.eventsUpTo(head)];
    fresh.add(events.map((event) => ({ ...event, hash: "" as never })));
    const query = { text: "tea", sort: "newest" } as const;
    const work = fresh.search.orders.prepare(query);
    let before: number[] = [];
    let steps = 0;
    for (; !work.next().done; steps += 1) {
      const now = placesOf(fresh.search.orders.list(head, query));
      expect(now).toEqual(expect.arrayContaining(before));
      before = now;
    }
    expect(steps).toBeGreaterThan(0);
    expect(found(history.search.orders, head, query)).toEqual(
      placesOf(fresh.search.orders.list(head, query)),
    );
  });

  it("take in what comes later, without being asked for all of it again", async () => {
    const { bus, history: growing } = await openSession();
    const query = { text: "ada", sort: "largest" } as const;
    const order = (client: string, unitPrice: number) => ({
      ...{ type: "PlaceOrder", client },
      lines: [{ productCode: "X", quantity: 1, unitPrice }],
    });
    await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c" });
    await bus.dispatch(order("ada", 100));
    expect(found(growing.search.orders, growing.head().position, query)).toEqual([0]);
    await bus.dispatch({ type: "RegisterClient", username: "bob" });
    await bus.dispatch(order("bob", 300));
    await bus.dispatch(order("ada", 200));
    expect(found(growing.search.orders, growing.head().position, query)).toEqual([2, 0]);
  });
});

describe("a list that is walked on later", () => {
  it("stays as it was, wherever others asked and whatever came meanwhile", async () => {
    const { bus, history: growing } = await openSession();
    const register = (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from }, (_, index) => {
          const number = from + index;
          const command = { type: "RegisterClient", username: `u-${number}` };
          return bus.dispatch({ ...command, name: `${(number * 37) % 1_009}`.padStart(4, "0") });
        }),
      );
    await register(0, 700);
    const at = growing.head().position;
    const query: ClientQuery = { text: "", sort: { by: "name", descending: true } };
    const keys = growing.clients.rows(at).map(({ name = "" }) => name);
    const work = growing.search.clients.prepare(query);
    while (!work.next().done);
    const list = growing.search.clients.list(at, query);
    const first = list.placeAt(0);
    await register(700, 720);
    found(growing.search.clients, growing.head().position, query);
    found(growing.search.clients, 300 as Position, query);
    expect(first).toBe(sortedBy(keys, true)[0]);
    expect(placesOf(list)).toEqual(sortedBy(keys, true));
  });
});

describe("clients as of any position", () => {
  it("are found by username, name, e-mail and address, and sorted by each", () => {
    const by = fc.constantFrom<ClientSort>("since", "username", "name", "email", "address");
    const text = fc.constantFrom(
      "",
      "ada",
      "ZOE",
      "user-4",
      "@example",
      "park surrey",
      "EGEE 75001",
      "nobody",
    );
    fc.assert(
      fc.property(anyPosition, by, fc.boolean(), text, (at, field, descending, typed) => {
        const rows = history.clients.rows(at);
        const keys = rows.map((row, place) =>
          field === "since" ? place : searchable(row[field]?.replaceAll("\n", " ") ?? ""),
        );
        const holds = rows.map(({ username, name = "", email = "", address = "" }) =>
          [username, name, email, address.replaceAll("\n", " ")].some((words) =>
            searchable(words).includes(searchable(typed)),
          ),
        );
        const query: ClientQuery = { text: typed, sort: { by: field, descending } };
        expect(found(history.search.clients, at, query)).toEqual(
          sortedBy(keys, descending).filter((place) => holds[place]),
        );
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

describe("wallets as of any position", () => {
  it("are sorted by their client, balance, transactions and age", () => {
    const by = fc.constantFrom<WalletSort>("since", "client", "balance", "transactions");
    fc.assert(
      fc.property(anyPosition, by, fc.boolean(), (at, field, descending) => {
        const rows = history.wallets.rows(at);
        const owner = (id: string) => history.clients.row(id, at)?.username ?? "";
        const keys = rows.map(
          ({ clientId, balance, version }, place) =>
            ({ since: place, client: owner(clientId), balance, transactions: version })[field],
        );
        const query = { sort: { by: field, descending } };
        expect(found(history.search.wallets, at, query)).toEqual(sortedBy(keys, descending));
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  it("are read once, also when two readers take turns", async () => {
    const { bus, log } = await openSession();
    for (const username of ["ada", "bob"]) await bus.dispatch({ type: "RegisterClient", username });
    for (let turn = 0; turn < 300; turn += 1) {
      const client = turn % 2 ? "ada" : "bob";
      const isMuch = client === "ada" && turn > 80 && turn < 110;
      await bus.dispatch({
        type: "CreditWallet",
        client,
        amount: isMuch ? 1_000 : client === "ada" ? 1 : 2,
      });
    }
    const { search, add, head: headOf } = createHistory();
    add(await log.read());
    const query = { sort: { by: "balance", descending: true } } as const;
    const readers = [search.wallets.prepare(query), search.wallets.prepare(query)];
    while (readers.filter((reader) => !reader.next().done).length > 0);
    // Bob’s wallet was opened first, but there is less in it.
    expect(placesOf(search.wallets.list(headOf().position, query))).toEqual([1, 0]);
  });
});

describe("products as of any position", () => {
  it("are those that some order had named by then, the newest first, by a part of their code", () => {
    const text = fc.constantFrom("tea", "TEA-", "cafe", "e", "", "none");
    fc.assert(
      fc.property(anyPosition, text, (at, typed) => {
        const named = new Set<string>();
        for (const { position, type, data } of history.eventsUpTo(at)) {
          if (position > at || !(type === "OrderPlaced" || type === "OrderLinesChanged")) continue;
          for (const { productCode } of data["lines"] as { productCode: string }[]) {
            named.add(productCode);
          }
        }
        const fitting = [...named].filter(
          (code) => typed !== "" && searchable(code).includes(searchable(typed)),
        );
        const places = found(history.search.products, at, { text: typed });
        expect(places.map((place) => history.orderFacts.products[place])).toEqual(
          fitting.reverse(),
        );
      }),
      { seed: 14, numRuns: 100 },
    );
  });
});
