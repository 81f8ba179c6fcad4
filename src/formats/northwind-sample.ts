import Papa from "papaparse";
import type { CommandInput } from "../domain/command-schema.ts";
import type { ClientId, OrderId } from "../domain/ids.ts";
import type { CommandId, EpochMs } from "../eventlog/envelope.ts";

/** The texts of the sample's CSV files. */
export interface NorthwindTexts {
  readonly customers: string;
  readonly orders: string;
  readonly orderDetails: string;
  readonly products: string;
}

type Row = Readonly<Record<string, string>>;

const CURRENCY = "EUR";

/**
 * The Northwind trading company as commands, in historical order. Ids are fixed, so that loading twice adds nothing.
 * The data has days without a time: noon in UTC is taken, the same day nearly everywhere. A customer joins on the
 * day of the first order; who never ordered, on the first day of all.
 */
export function northwindCommands(texts: NorthwindTexts): CommandInput[] {
  const orders = parse(texts.orders);
  const lines = new Map<string, Row[]>();
  for (const row of parse(texts.orderDetails)) {
    const order = field(row, "order_id");
    lines.set(order, [...(lines.get(order) ?? []), row]);
  }
  const products = new Map(
    parse(texts.products).map((row) => [field(row, "product_id"), field(row, "product_name")]),
  );
  const firstDay = orders.map((row) => field(row, "order_date")).sort()[0] ?? "";
  const joined = new Map<string, string>();
  for (const row of orders) {
    const [customer, day] = [field(row, "customer_id"), field(row, "order_date")];
    if (day < (joined.get(customer) ?? "9999")) joined.set(customer, day);
  }

  const registrations = parse(texts.customers).map((row) => {
    const id = field(row, "customer_id");
    return { day: joined.get(id) ?? firstDay, command: registration(row) };
  });
  const placements = orders.map((row) => ({
    day: field(row, "order_date"),
    command: placement(row, lines.get(field(row, "order_id")) ?? [], products),
  }));
  const shipments = orders
    .filter((row) => row["shipped_date"])
    .map((row) => ({ day: field(row, "shipped_date"), command: shipment(row) }));

  return [...registrations, ...placements, ...shipments]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, command }) => ({ ...command, occurredAt: noon(day) }));
}

function registration(row: Row): CommandInput {
  const id = field(row, "customer_id");
  return {
    type: "RegisterClient",
    commandId: `northwind-client-${id}` as CommandId,
    clientId: `northwind-${id}` as ClientId,
    username: id,
    name: field(row, "company_name"),
    ...(row["phone"] && { phone: row["phone"] }),
  };
}

function placement(row: Row, lines: Row[], products: ReadonlyMap<string, string>): CommandInput {
  const id = field(row, "order_id");
  return {
    type: "PlaceOrder",
    commandId: `northwind-order-${id}` as CommandId,
    orderId: `northwind-${id}` as OrderId,
    reference: id,
    client: field(row, "customer_id"),
    currency: CURRENCY,
    lines: lines.map((line) => {
      const product = field(line, "product_id");
      const discount = hundredths(field(line, "discount")) * 100;
      return {
        productCode: products.get(product) ?? product,
        quantity: Number(field(line, "quantity")),
        unitPrice: hundredths(field(line, "unit_price")),
        ...(discount > 0 && { discount }),
      };
    }),
  };
}

function shipment(row: Row): CommandInput {
  const id = field(row, "order_id");
  const commandId = `northwind-ship-${id}` as CommandId;
  return { type: "ShipOrder", commandId, orderId: `northwind-${id}` as OrderId };
}

function parse(text: string): Row[] {
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true, delimiter: "," }).data;
}

function field(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`The sample has no column “${name}”.`);
  return value;
}

// From the digits themselves, never through a fraction: 9.80 → 980.
function hundredths(decimal: string): number {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

function noon(day: string): EpochMs {
  return Date.parse(`${day}T12:00:00Z`) as EpochMs;
}
