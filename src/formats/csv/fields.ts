/** What a table can be about. */
export const TABLE_KINDS = ["clients", "orders", "wallets", "book"] as const;

/**
 * One of them: clients to be added, lines of orders to be placed, money that came in and went out,
 * or a whole book, of which each row says by itself what it is.
 */
export type TableKind = (typeof TABLE_KINDS)[number];

/** What a row can be about. */
export type RowKind = Exclude<TableKind, "book">;

/** The parts of an address, in the order of a letter; one column may hold several of them. */
export const ADDRESS_FIELDS = [
  ...(["address", "houseNumber", "address2"] as const),
  ...(["postcode", "city", "region", "country"] as const),
] as const;

/** One of them. */
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** What a cell can say. */
export type FieldName =
  | AddressField
  | "username"
  | "name"
  | "email"
  | "phone"
  | "reference"
  | "client"
  | "productCode"
  | "quantity"
  | "unitPrice"
  | "lineTotal"
  | "discount"
  | "amount"
  | "debit"
  | "credit"
  | "side"
  | "balance"
  | "currency"
  | "date"
  | "time"
  | OrderStepField
  | "paidOrder"
  | "record"
  | "event"
  | "orderId"
  | "reason";

/** When an order took a step of its life. */
export type OrderStepField = (typeof ORDER_STEP_FIELDS)[number];

/** The steps of an order in their turn. */
export const ORDER_STEP_FIELDS = ["paidAt", "shippedAt", "cancelledAt"] as const;

/** A field of a kind of table, and whether each row needs it. */
export interface Field {
  readonly name: FieldName;
  readonly isNeeded: boolean;
}

/** In which column each field stands, as an index from 0. One column may serve two fields. */
export type Mapping = { readonly [Name in FieldName]?: number };

/** The fields of each kind of table. */
export const FIELDS: { readonly [Kind in TableKind]: readonly Field[] } = {
  clients: [
    needed("username"),
    free("name"),
    free("email"),
    free("phone"),
    ...ADDRESS_FIELDS.map(free),
    free("date"),
  ],
  orders: [
    free("reference"),
    needed("client"),
    free("name"),
    free("email"),
    free("phone"),
    ...ADDRESS_FIELDS.map(free),
    needed("productCode"),
    needed("quantity"),
    needed("unitPrice"),
    free("lineTotal"),
    free("discount"),
    free("currency"),
    free("date"),
    free("time"),
    ...ORDER_STEP_FIELDS.map(free),
  ],
  wallets: [
    needed("client"),
    needed("amount"),
    free("debit"),
    free("credit"),
    free("side"),
    free("balance"),
    free("currency"),
    free("date"),
    free("time"),
    free("paidOrder"),
  ],
  book: [
    ...(["record", "username", "client"] as const).map(needed),
    free("event"),
    ...(["name", "email", "phone", "address"] as const).map(free),
    ...(["orderId", "reference", "productCode", "quantity"] as const).map(free),
    ...(["unitPrice", "discount"] as const).map(free),
    ...(["amount", "currency", "date", "reason"] as const).map(free),
  ],
};

/** Fields that hold dates. */
export const DATE_FIELDS: readonly FieldName[] = ["date", ...ORDER_STEP_FIELDS];

/** Fields that hold amounts of money. */
export const MONEY_FIELDS: readonly FieldName[] = [
  ...(["unitPrice", "lineTotal", "amount", "debit", "credit", "balance"] as const),
];

/**
 * Whether a table says what is to be in each wallet, and nothing of what moved.
 * @param has tells of a field whether a column stands for it.
 */
export function saysBalances(has: (field: FieldName) => boolean): boolean {
  return has("balance") && !(["amount", "debit", "credit"] as const).some(has);
}

/** The fields that a table still needs a column for. */
export function missingFields(kind: TableKind, mapping: Mapping): readonly FieldName[] {
  return FIELDS[kind].flatMap(({ name, isNeeded }) =>
    isNeeded && mapping[name] === undefined && !isToldByOthers(name, mapping) ? [name] : [],
  );
}

/**
 * Whether other fields say what one does: money out and money in may have a column each, or follow
 * from what is to be in a wallet, and a price from what a line comes to.
 */
export function isToldByOthers(
  name: FieldName,
  { debit, credit, balance, lineTotal }: Mapping,
): boolean {
  if (name === "unitPrice") return lineTotal !== undefined;
  return name === "amount" && [debit, credit, balance].some((place) => place !== undefined);
}

function needed(name: FieldName): Field {
  return { name, isNeeded: true };
}

function free(name: FieldName): Field {
  return { name, isNeeded: false };
}
