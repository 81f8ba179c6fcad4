import { describe, expect, it } from "vitest";
import { differingRows } from "../../src/read-model/queries/book-diff.ts";
import { openTwoBooks, send, type TwoBooks } from "../application/two-books.ts";

const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];
const begin = [
  { type: "RegisterClient", username: "ada", clientId: "ada" },
  { type: "RegisterClient", username: "bob", clientId: "bob" },
  { type: "PlaceOrder", orderId: "o1", client: "ada", lines },
  { type: "CreditWallet", client: "ada", amount: 5_000 },
];

function differences({ live, branch, since }: TwoBooks) {
  const found = [...differingRows(live.history, branch.history, since)];
  return found.flatMap((row) => (row ? [[row.kind, row.key, row.fields] as const] : []));
}

describe("the rows that differ between two books", () => {
  it("are none where they parted and did nothing since", async () => {
    expect(differences(await openTwoBooks(begin))).toEqual([]);
  });

  it("are told field by field, clients first, whichever of the two changed them", async () => {
    const books = await openTwoBooks(begin);
    await send(books.live, [
      { type: "ChangeClient", client: "bob", name: "Bob" },
      { type: "ShipOrder", orderId: "o1" },
    ]);
    await send(books.branch, [
      { type: "DebitWallet", client: "ada", amount: 100 },
      { type: "ChangeClient", client: "bob", name: "Robert", phone: "123" },
    ]);
    expect(differences(books)).toEqual([
      [
        ...["client", "bob"],
        [
          { field: "name", before: "Bob", after: "Robert" },
          { field: "phone", after: "123" },
        ],
      ],
      ["order", "o1", [{ field: "status", before: "shipped", after: "placed" }]],
      ["wallet", "ada", [{ field: "balance", before: 5_000, after: 4_900 }]],
    ]);
  });

  it("are there where only one of the books has the record", async () => {
    const books = await openTwoBooks(begin);
    await send(books.branch, [{ type: "PlaceOrder", orderId: "o2", client: "bob", lines }]);
    const [row] = [...differingRows(books.live.history, books.branch.history, books.since)].filter(
      Boolean,
    );
    expect(row).toMatchObject({ kind: "order", key: "o2", one: undefined, other: { total: 900 } });
  });

  it("leave out what was changed and changed back, and what differs in its times alone", async () => {
    const books = await openTwoBooks(begin);
    for (const name of ["Ada", ""]) {
      await send(books.branch, [{ type: "ChangeClient", client: "ada", name }]);
    }
    await send(books.live, [
      { type: "ShipOrder", orderId: "o1", occurredAt: "2026-01-01T00:00:00Z" },
    ]);
    await send(books.branch, [
      { type: "ShipOrder", orderId: "o1", occurredAt: "2026-02-01T00:00:00Z" },
    ]);
    expect(differences(books)).toEqual([]);
  });

  it("are looked for only among the records that changed since", async () => {
    const books = await openTwoBooks(begin);
    await send(books.branch, [{ type: "ChangeClient", client: "ada", name: "Ada" }]);
    // One event, and then one record.
    expect([...differingRows(books.live.history, books.branch.history, books.since)]).toHaveLength(
      2,
    );
  });
});
