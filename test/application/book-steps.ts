import * as fc from "fast-check";

/** One command of one of two tabs. `waits` tells whether the person waits for the answer before the next one. */
export interface Step {
  readonly tab: 0 | 1;
  readonly waits: boolean;
  readonly command: { readonly type: string; readonly [field: string]: unknown };
}

/** Spellings of few names: some are one name to the rules, however they are written. */
const USERNAMES = [
  "ada",
  "ADA",
  " ada ",
  "Ａｄａ",
  "grace",
  "Grace",
  "strasse",
  "straße",
  "é",
  "e\u0301",
];

/** Few ids, so that commands meet each other. */
const ORDER_IDS = ["o1", "o2", "o3", "o4", "o5"];

const username = fc.constantFrom(...USERNAMES);
const orderId = fc.constantFrom(...ORDER_IDS);

const address = fc.constantFrom("", "Ockham", "Ockham\n\n Surrey\r\nEngland", "Sur\u202erey");

const register = fc.record(
  { type: fc.constant("RegisterClient"), username, address },
  { requiredKeys: ["type", "username"] },
);

const place = fc.record(
  {
    type: fc.constant("PlaceOrder"),
    client: username,
    orderId,
    currency: fc.constantFrom("EUR", "JPY", "KWD"),
    lines: fc.array(
      fc.record(
        {
          productCode: fc.constantFrom("TEA", "POT", "=1+1"),
          quantity: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.MAX_SAFE_INTEGER)),
          unitPrice: fc.integer({ min: -1, max: 100_000 }),
          discount: fc.integer({ min: 0, max: 10_000 }),
        },
        { requiredKeys: ["productCode", "quantity", "unitPrice"] },
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ["type", "client", "lines", "orderId"] },
);

const money = fc.record(
  {
    type: fc.constantFrom("CreditWallet", "DebitWallet"),
    client: username,
    amount: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
      { weight: 1, arbitrary: fc.constantFrom(0.5, Number.MAX_SAFE_INTEGER, 2 ** 53) },
    ),
  },
  { requiredKeys: ["type", "client", "amount"] },
);

const change = fc.record(
  {
    ...{ type: fc.constant("ChangeClient"), client: username },
    ...{ name: fc.constantFrom("", "Ada", "Grace"), address },
  },
  { requiredKeys: ["type", "client"] },
);

const close = fc.record({
  type: fc.constantFrom("ShipOrder", "CancelOrder", "PayOrder", "PayOrder"),
  orderId,
});

/** Any sequence of commands over any interleaving of two tabs. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    tab: fc.constantFrom(0 as const, 1 as const),
    waits: fc.boolean(),
    command: fc.oneof(
      { weight: 2, arbitrary: register },
      { weight: 3, arbitrary: place },
      { weight: 4, arbitrary: close },
      { weight: 2, arbitrary: money },
      { weight: 1, arbitrary: change },
    ),
  }),
  { minLength: 1, maxLength: 40, size: "+1" },
);
