import { inOneLine } from "../../../domain/aggregates/client.ts";
import type { RowCommand } from "../../../formats/csv/rows/row-commands.ts";
import type { ClientTold, TableCommandOf } from "../../../formats/csv/rows/row-reading.ts";
import { sayMoment } from "../../describe/describe-moment.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** A command in a few words, with what stands beside it. */
export interface SaidCommand {
  readonly what: string;
  readonly more: string;
  /** The moment it is dated to. */
  readonly when: string;
}

/** What a command of a table would do. */
export function sayRowCommand({ input, reference = "" }: RowCommand): SaidCommand {
  const when = input.occurredAt === undefined ? rooms.tables.atOnce : sayMoment(input.occurredAt);
  switch (input.type) {
    case "RegisterClient":
      return { what: rooms.tables.addClient(input.username), more: details(input), when };
    case "ChangeClient":
      return { what: rooms.tables.changeClient(input.client), more: details(input), when };
    case "PlaceOrder": {
      const { reference: number, client, lines, currency = "" } = input;
      const what = number
        ? rooms.tables.placeNumbered(number, client)
        : rooms.tables.placeOrder(client);
      return { what, more: sayLines(lines, (price) => formatMoney(price, currency)), when };
    }
    case "ChangeOrderLines": {
      // The order has the currency, and is told by its number alone.
      const what = rooms.tables.changeOrder(reference);
      return { what, more: sayLines(input.lines), when };
    }
    case "PayOrder":
    case "ShipOrder":
    case "CancelOrder": {
      const what = rooms.tables.orderSteps[input.type](reference);
      return { what, more: input.type === "CancelOrder" ? (input.reason ?? "") : "", when };
    }
    case "CreditWallet":
    case "DebitWallet": {
      const { client, amount, currency = "" } = input;
      const say = input.type === "CreditWallet" ? rooms.tables.into : rooms.tables.outOf;
      return { what: say(formatMoney(amount, currency), client), more: "", when };
    }
  }
}

function details({ name, email, phone, address }: ClientTold): string {
  return listed([name, email, phone, address && inOneLine(address)]);
}

type Lines = TableCommandOf<"PlaceOrder">["lines"];

function sayLines(lines: Lines, sayPrice?: (unitPrice: number) => string): string {
  const said = lines.map(({ productCode, quantity, unitPrice, discount }) => {
    const line = rooms.tables.line(quantity, productCode, sayPrice?.(unitPrice));
    return discount ? `${line}${rooms.tables.off(String(discount / 100))}` : line;
  });
  return listed(said);
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}
