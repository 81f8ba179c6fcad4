import type { TableCommand } from "../../../transfer/csv/read-row.ts";
import { formatCount, formatMoment, formatMoney } from "../../format.ts";

/** What a command of a table would do, in a sentence, with what stands beside it. */
export function sayRowCommand(input: TableCommand): {
  readonly what: string;
  readonly more: string;
} {
  const when = input.occurredAt === undefined ? [] : [formatMoment(input.occurredAt)];
  switch (input.type) {
    case "RegisterClient": {
      const { username, name, email, phone } = input;
      return { what: `Add client ${username}`, more: listed([name, email, phone, ...when]) };
    }
    case "PlaceOrder": {
      const { reference, client, lines, currency = "" } = input;
      const number = reference ? `order ${reference}` : "an order";
      const said = lines.map(({ productCode, quantity, unitPrice, discount }) => {
        const off = discount ? ` − ${discount / 100} %` : "";
        return `${formatCount(quantity)} × ${productCode} at ${formatMoney(unitPrice, currency)}${off}`;
      });
      return { what: `Place ${number} for ${client}`, more: listed([...said, ...when]) };
    }
    case "CreditWallet":
    case "DebitWallet": {
      const { client, amount, currency = "" } = input;
      const money = formatMoney(amount, currency);
      const way = input.type === "CreditWallet" ? "into" : "out of";
      return { what: `${money} ${way} the wallet of ${client}`, more: listed(when) };
    }
  }
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}
