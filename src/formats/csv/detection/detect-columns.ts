import {
  ADDRESS_FIELDS,
  type AddressField,
  FIELDS,
  type FieldName,
  isToldByOthers,
  type Mapping,
  ORDER_STEP_FIELDS,
  saysBalances,
  TABLE_KINDS,
  type TableKind,
} from "../fields.ts";
import { addressColumns } from "./address-columns.ts";
import { addressTitle } from "./address-titles.ts";
import { byExactTitles, type ExactField, isExact } from "./exact-titles.ts";
import { type CellShape, type ColumnSurvey, shapeOf } from "./survey-columns.ts";
import { type TitleWord, wordKey, wordsOfTitle } from "./title-words.ts";

/** What a table is likely about, and where its fields stand. */
export interface Recognised {
  readonly kind: TableKind;
  readonly mapping: Mapping;
}

/** A field that is told by the words of `title-words.ts`. */
type TitledField = Exclude<FieldName, AddressField | ExactField>;

/** The words of titles for each field, those that fit best first. */
const TITLES: { readonly [Name in TitledField]: string } = {
  username: `
    client number, client user name, client user, user, user name, user number, client, account
    number, number, client name short, name short, email, email address, client email, client
    name, company, company name, name, full name`,
  client: `
    client number, client user name, client user, user, user name, user number, client, client
    name, client company, company, company name, email, email address, client email, client email
    address, billing email, billing name, account, account number, full name, name, party, client
    party`,
  name: `
    client name, client full name, company, company name, client company, full name, name, billing
    name`,
  email: `
    email, email address, client email, client email address, billing email, billing email address`,
  phone: "phone, phone number, client phone, client phone number, billing phone",
  reference: `
    order number, order, order hash, invoice number, invoice, invoice hash, order reference,
    invoice reference, order sale, number order sale, sale number, sale, reference number,
    reference`,
  productCode: `
    sku, product sku, line sku, product number, product reference, line number product, product,
    product name, line name, product hash, product description, line, description, line
    description, code`,
  quantity: "quantity, product quantity, line quantity, order quantity, purchase quantity",
  unitPrice: `
    unit price, product unit price, price, product price, line price, sale price, unit amount,
    product unit amount, quantity price, price quantity unit, unit price net, price net, product
    price net, unit price gross, price gross, product price gross, price sale net, price sale
    gross`,
  lineTotal: "line total, total product, line amount, amount product, line price total, gross sale",
  discount: `
    discount percent, discount, product discount percent, line discount percent`,
  amount: "amount, amount payment, amount booking, amount sale, amount gross, gross, amount net",
  debit: "debit, amount debit",
  credit: "credit, amount credit",
  side: "side, credit debit, credit debit side",
  balance: "balance",
  currency: "currency, currency number, amount currency, currency order, currency payment",
  time: "time, sale time, order time, booking time, payment time",
  date: `
    order date, order date time, order date purchase, date purchase, invoice date, date sale, date
    sale time, date, date time, booking date, date payment, created, created date, created order,
    created time, time`,
};

/** A title that means the order, where its lines have titles of their own. */
const NAME_OF_ORDER = "name";

/** What the cells of a field look like where no title tells it. */
const SHAPES: { readonly [Name in FieldName]?: readonly CellShape[] } = {
  email: ["email"],
  currency: ["currency"],
  date: ["date"],
  quantity: ["count"],
  unitPrice: ["money", "decimal"],
  amount: ["money", "decimal"],
};

/** Looks that a field cannot have, whatever its title says: a `Valuta` may hold days. */
const CONTRADICTED: { readonly [Name in FieldName]?: readonly CellShape[] } = {
  date: ["email", "currency", "money", "decimal"],
  currency: ["date", "email", "money", "decimal", "count"],
  quantity: ["date", "email", "currency"],
  unitPrice: ["date", "email", "currency"],
  amount: ["date", "email", "currency"],
  lineTotal: ["date", "email", "currency"],
  // Money that was taken off is no per cent.
  discount: ["date", "email", "currency", "money"],
};
const OF_TEXT: readonly CellShape[] = ["date"];

/** Fields that each row needs by itself: of two columns the one with fewer gaps is better. */
const WITHOUT_GAPS: readonly FieldName[] = ["username", "productCode"];

/** Fields that only one kind of table has count double for it. */
const TELLING: readonly FieldName[] = [
  ...(["productCode", "quantity", "unitPrice", "lineTotal"] as const),
  ...(["amount", "debit", "credit"] as const),
];

/** What a field counts for the kind of a table when only its cells tell it. */
const BY_CELLS = 0.25;

/**
 * Tells a table by the titles of its columns, and by what all of their cells look like: by the kind
 * whose fields it has most of, and then by those that kind needs.
 */
export function recognise(
  columns: readonly string[],
  surveys: readonly ColumnSurvey[] = [],
): Recognised {
  const readings = TABLE_KINDS.map((kind) => {
    const named = byTitles(kind, columns, surveys);
    const mapping = byCells(kind, named, columns, surveys);
    const unnamed = Object.keys(mapping).length - Object.keys(named).length;
    return { kind, mapping, fitness: fitness(kind, named) + unnamed * BY_CELLS };
  });
  const [best] = readings.toSorted((one, other) => other.fitness - one.fitness);
  return best ? { kind: best.kind, mapping: best.mapping } : { kind: "clients", mapping: {} };
}

/** Where the fields of a kind stand: as titles tell, and where they do not, as cells do. */
export function mapColumns(
  kind: TableKind,
  columns: readonly string[],
  surveys: readonly ColumnSurvey[] = [],
): Mapping {
  return byCells(kind, byTitles(kind, columns, surveys), columns, surveys);
}

/** For each column the words of its title as `wordsOfTitle` tells them, or that of an address. */
type Titles = readonly (string | undefined)[];

function titlesOf(columns: readonly string[]): Titles {
  return columns.map((title) => wordsOfTitle(title) ?? (addressTitle(title) && OF_ADDRESS));
}

const OF_ADDRESS: TitleWord = "address";

function byTitles(
  kind: TableKind,
  columns: readonly string[],
  surveys: readonly ColumnSurvey[],
): Mapping {
  const titles = titlesOf(columns);
  const found = FIELDS[kind].flatMap(({ name }) =>
    isOfAddress(name) || isExact(name) ? [] : [[name, byTitle(name, titles, surveys)] as const],
  );
  const mapping: Mapping = {
    ...Object.fromEntries(found.filter(([, place]) => place !== undefined)),
    ...byExactTitles(kind, columns, surveys),
    ...(FIELDS[kind].some(({ name }) => isOfAddress(name)) && addressColumns(columns, surveys)),
  };
  const { lineTotal, balance, time, ...others } = mapping;
  // Where a column has the price itself, what the line comes to says nothing more; nor does what a
  // statement says was left, beside what moved.
  return {
    ...others,
    ...(time !== undefined && others.date !== undefined && time !== others.date && { time }),
    ...(others.unitPrice === undefined && lineTotal !== undefined && { lineTotal }),
    ...(balance !== undefined &&
      saysBalances((field) => mapping[field] !== undefined) && { balance }),
  };
}

function isOfAddress(name: FieldName): name is AddressField {
  return ADDRESS_FIELDS.some((field) => field === name);
}

function byTitle(
  name: TitledField,
  titles: Titles,
  surveys: readonly ColumnSurvey[],
): number | undefined {
  const places = patternsOf(name, titles).flatMap((pattern) =>
    titles.flatMap((title, place) => (title === pattern ? [place] : [])),
  );
  const fitting = places.filter((place) => mayHold(name, surveys[place]));
  const filled = (place: number) => surveys[place]?.filled ?? 0;
  if (!WITHOUT_GAPS.includes(name)) return fitting.find(filled) ?? fitting[0] ?? undefined;
  // One empty cell must not make somebody else of everybody.
  const most = Math.max(...fitting.map(filled));
  if (name === "username") return fitting.find((place) => filled(place) * 2 >= most);
  // `toSorted` keeps the order of those that are filled as well as each other.
  return fitting.toSorted((one, other) => filled(other) - filled(one))[0];
}

function patternsOf(name: TitledField, titles: Titles): readonly string[] {
  const patterns = TITLES[name]
    .split(",")
    .map((words) => wordKey(words.trim().split(/\s+/) as TitleWord[]));
  const hasLines = titles.some((title) => {
    const words = title?.split(" ") ?? [];
    return words.includes("line") && !words.includes(OF_ADDRESS);
  });
  // Shopify calls the order "Name", since its lines are "Lineitem".
  if (!hasLines) return patterns;
  if (name === "name") return patterns.filter((pattern) => pattern !== NAME_OF_ORDER);
  return name === "reference" ? [...patterns, NAME_OF_ORDER] : patterns;
}

function mayHold(name: FieldName, survey: ColumnSurvey | undefined): boolean {
  const shape = survey && shapeOf(survey);
  return shape === undefined || !(CONTRADICTED[name] ?? OF_TEXT).includes(shape);
}

/** Adds the fields that no title tells and that the cells of just one other column can be. */
function byCells(
  kind: TableKind,
  named: Mapping,
  columns: readonly string[],
  surveys: readonly ColumnSurvey[],
): Mapping {
  const titles = titlesOf(columns);
  // What a title names that is no field of this kind is none by its cells either.
  const shapes = surveys.map((survey, place) =>
    titles[place] === undefined && place !== named.paidAt ? shapeOf(survey) : undefined,
  );
  const found = FIELDS[kind].flatMap(({ name }) => {
    if (named[name] !== undefined || isToldByOthers(name, named)) return [];
    const [only, ...others] = shapes.flatMap((shape, place) =>
      shape && SHAPES[name]?.includes(shape) ? [place] : [],
    );
    return only === undefined || others.length > 0 ? [] : [[name, only] as const];
  });
  const mapping: Mapping = { ...named, ...Object.fromEntries(found) };
  // The only day that a row tells is its own.
  const isDoubled = (field: string): boolean =>
    ORDER_STEP_FIELDS.some((step) => step === field && mapping[step] === mapping.date);
  return Object.fromEntries(Object.entries(mapping).filter(([field]) => !isDoubled(field)));
}

function fitness(kind: TableKind, mapping: Mapping): number {
  // Only a file of this app has rows of all kinds.
  if (kind === "book" && mapping.record === undefined) return Number.NEGATIVE_INFINITY;
  // Whoever is meant by a table, and whatever it says of them, may have an address.
  const fields = FIELDS[kind].filter(({ name }) => !isOfAddress(name));
  const needed = fields.filter(({ isNeeded }) => isNeeded);
  const has = (all: typeof fields) => all.filter(({ name }) => mapping[name] !== undefined);
  const telling = has(fields).filter(({ name }) => TELLING.includes(name));
  return has(fields).length + telling.length + has(needed).length / needed.length;
}
