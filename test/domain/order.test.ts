import { describe, expect, it } from "vitest";
import { order } from "../../src/domain/aggregates/order.ts";
import type { PlaceOrder } from "../../src/domain/commands.ts";
import {
  type DecidedEvent,
  MAX_LINES,
  MAX_PRODUCT_CODE,
  MAX_TEXT,
} from "../../src/domain/events.ts";
import { type OrderId, orderStream } from "../../src/domain/ids.ts";
import type { OrderLine } from "../../src/domain/values/money.ts";
import { ADA, cancelled, ORDER, opened, placed, registered, shipped } from "./cast.ts";
import { given } from "./spec.ts";

const PEN: OrderLine = { productCode: "PEN", quantity: 2, unitPrice: 250 };
const ada = [opened, ...registered(ADA, "ada")];

const place = (details: Partial<PlaceOrder> = {}): PlaceOrder => ({
  type: "PlaceOrder",
  orderId: ORDER,
  client: "ada",
  lines: [PEN],
  currency: "EUR",
  ...details,
});

const placedWith = (data: object): DecidedEvent =>
  ({ ...placed, data: { ...placed.data, ...data } }) as DecidedEvent;

describe("placing an order", () => {
  it.each(["ada", " Ada", ADA])("is possible for a client named “%s”", (client) => {
    given(...ada)
      .when(place({ client }))
      .thenHappened(placed);
  });

  it("keeps lines in order, product codes trimmed, and no discount of 0", () => {
    const lines = [
      { productCode: " PEN ", quantity: 1, unitPrice: 0, discount: 0 },
      { productCode: "INK", quantity: 3, unitPrice: 199, discount: 10_000 },
      PEN,
    ];
    given(...ada)
      .when(place({ lines, reference: "2024/7", currency: "JPY" }))
      .thenHappened(
        placedWith({
          lines: [
            { productCode: "PEN", quantity: 1, unitPrice: 0 },
            { productCode: "INK", quantity: 3, unitPrice: 199, discount: 10_000 },
            PEN,
          ],
          reference: "2024/7",
          currency: "JPY",
        }),
      );
  });

  it("leaves out an empty reference", () => {
    given(...ada)
      .when(place({ reference: "" }))
      .thenHappened(placed);
  });

  it("refuses a client nobody knows, and says whom", () => {
    const message = given(...ada)
      .when(place({ client: "eve" }))
      .thenRefused("unknown-client", "client");
    expect(message).toContain("“eve”");
  });

  it("refuses an id that is there, whatever became of that order", () => {
    for (const history of [[placed], [placed, shipped], [placed, cancelled]]) {
      given(...ada, ...history)
        .when(place())
        .thenRefused("id-taken", "orderId");
    }
  });

  it("refuses an order without lines", () => {
    given(...ada)
      .when(place({ lines: [] }))
      .thenRefused("empty-order", "lines");
  });

  it("takes the most lines and refuses one more", () => {
    const lines = Array.from({ length: MAX_LINES }, () => PEN);
    given(...ada)
      .when(place({ lines }))
      .thenHappened(placedWith({ lines }));
    given(...ada)
      .when(place({ lines: [...lines, PEN] }))
      .thenRefused("too-many-lines", "lines");
  });

  it("takes 5,000 lines of a real invoice, and refuses what no message can carry", () => {
    const line = { ...PEN, productCode: "WHITE HANGING HEART T-LIGHT" };
    const lines = Array.from({ length: 5_000 }, () => line);
    const long = { ...PEN, productCode: "ß".repeat(MAX_PRODUCT_CODE) };
    given(...ada)
      .when(place({ lines }))
      .thenHappened(placedWith({ lines }));
    given(...ada)
      .when(place({ lines: lines.map(() => long) }))
      .thenRefused("too-many-lines", "lines");
  });

  it.each(["", "EU", "eur", "EURO", "€", " EUR", "EUR\n"])(
    "refuses the currency %j",
    (currency) => {
      given(...ada)
        .when(place({ currency }))
        .thenRefused("invalid-currency", "currency");
    },
  );

  it.each([
    [
      "code",
      "invalid-product",
      "lines.0.productCode",
      { lines: [{ ...PEN, productCode: "PE\u200bN" }] },
    ],
    [
      "code of nothing visible",
      "invalid-product",
      "lines.0.productCode",
      { lines: [{ ...PEN, productCode: "\u2060" }] },
    ],
    ["reference", "invalid-text", "reference", { reference: "2024\u202e/7" }],
    ["id", "invalid-text", "orderId", { orderId: "o\u200b1" as OrderId }],
    ["id of nothing visible", "invalid-text", "orderId", { orderId: " " as OrderId }],
  ] as const)(
    "refuses a %s with anything hidden: another would look the same",
    (_, code, field, details) => {
      const message = given(...ada)
        .when(place(details))
        .thenRefused(code, field);
      expect(message).toMatch(/invisible|visible/);
    },
  );

  it("keeps a reference without the blanks around it, and none of blanks alone", () => {
    given(...ada)
      .when(place({ reference: " 7 " }))
      .thenHappened(placedWith({ reference: "7" }));
    given(...ada)
      .when(place({ reference: "  " }))
      .thenHappened(placed);
  });

  it("refuses a reference that is too long", () => {
    given(...ada)
      .when(place({ reference: "x".repeat(MAX_TEXT + 1) }))
      .thenRefused("invalid-text", "reference");
  });

  it.each([
    { line: { productCode: " " }, code: "invalid-product", field: "productCode" },
    {
      line: { productCode: "x".repeat(MAX_PRODUCT_CODE + 1) },
      code: "invalid-product",
      field: "productCode",
    },
    { line: { quantity: 0 }, code: "invalid-quantity", field: "quantity" },
    { line: { quantity: -1 }, code: "invalid-quantity", field: "quantity" },
    { line: { quantity: 1.5 }, code: "invalid-quantity", field: "quantity" },
    { line: { quantity: Number.NaN }, code: "invalid-quantity", field: "quantity" },
    { line: { quantity: 2 ** 53 }, code: "invalid-quantity", field: "quantity" },
    { line: { unitPrice: -1 }, code: "invalid-amount", field: "unitPrice" },
    { line: { unitPrice: 0.5 }, code: "invalid-amount", field: "unitPrice" },
    {
      line: { unitPrice: Number.POSITIVE_INFINITY },
      code: "invalid-amount",
      field: "unitPrice",
    },
    { line: { discount: -1 }, code: "invalid-discount", field: "discount" },
    { line: { discount: 10_001 }, code: "invalid-discount", field: "discount" },
    { line: { discount: 0.5 }, code: "invalid-discount", field: "discount" },
  ] as const)("refuses $code at the line that has it: $line", ({ line, code, field }) => {
    given(...ada)
      .when(place({ lines: [PEN, { ...PEN, ...line }] }))
      .thenRefused(code, `lines.1.${field}`);
  });

  it("refuses a total that is no longer exact, and takes the largest that is", () => {
    const most = { productCode: "PEN", quantity: 1, unitPrice: Number.MAX_SAFE_INTEGER };
    given(...ada)
      .when(place({ lines: [most] }))
      .thenHappened(placedWith({ lines: [most] }));
    given(...ada)
      .when(place({ lines: [most, { ...PEN, quantity: 1, unitPrice: 1 }] }))
      .thenRefused("invalid-amount", "lines.0.unitPrice");
    given(...ada)
      .when(place({ lines: [{ ...most, quantity: 2 }] }))
      .thenRefused("invalid-amount", "lines.0.unitPrice");
  });
});

describe("shipping an order", () => {
  const ship = { type: "ShipOrder", orderId: ORDER } as const;

  it("is possible while it is open", () => {
    given(placed).when(ship).thenHappened(shipped);
  });

  it("is refused when nobody placed it", () => {
    given(placed)
      .when({ ...ship, orderId: "o-2" as OrderId })
      .thenRefused("unknown-order", "orderId");
  });

  it("is refused once it left or was called off", () => {
    const again = given(placed, shipped).when(ship).thenRefused("order-not-open", "orderId");
    expect(again).toBe("This order is already shipped: it cannot be shipped.");
    const late = given(placed, cancelled).when(ship).thenRefused("order-not-open", "orderId");
    expect(late).toBe("This order is already cancelled: it cannot be shipped.");
  });
});

describe("cancelling an order", () => {
  const cancel = { type: "CancelOrder", orderId: ORDER } as const;
  const stream = orderStream(ORDER);

  it("is possible while it is open, with a reason or without", () => {
    given(placed).when(cancel).thenHappened(cancelled);
    given(placed)
      .when({ ...cancel, reason: "" })
      .thenHappened(cancelled);
    given(placed)
      .when({ ...cancel, reason: "too late" })
      .thenHappened({ stream, type: "OrderCancelled", data: { reason: "too late" } });
  });

  it("is refused when nobody placed it", () => {
    given().when(cancel).thenRefused("unknown-order", "orderId");
  });

  it("is refused once it left or was called off", () => {
    const late = given(placed, shipped).when(cancel).thenRefused("order-not-open", "orderId");
    expect(late).toBe("This order is already shipped: it cannot be cancelled.");
    given(placed, cancelled).when(cancel).thenRefused("order-not-open", "orderId");
  });

  it("is refused with a reason that is too long", () => {
    given(placed)
      .when({ ...cancel, reason: "x".repeat(MAX_TEXT + 1) })
      .thenRefused("invalid-text", "reason");
  });
});

describe("folding an order", () => {
  it.each([
    { history: [], status: "absent" },
    { history: [placed], status: "placed" },
    { history: [placed, shipped], status: "shipped" },
    { history: [placed, cancelled], status: "cancelled" },
    { history: [placed, opened], status: "placed" },
  ])("comes to $status", ({ history, status }) => {
    expect(history.reduce(order.evolve, order.initialState)).toMatchObject({ status });
  });
});
