import { DEFAULT_CURRENCY } from "../../../application/commands/prepare-command.ts";
import type { Draft } from "../../../application/store/book-store.ts";
import { findClient } from "../../../domain/aggregates/client-decider.ts";
import { parseCommand } from "../../../domain/command-schema.ts";
import { isRejection } from "../../../domain/rejection.ts";
import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import { bookOf, type History } from "../../../read-model/read-model.ts";
import { wayTo } from "../../context/use-opened.ts";
import { CLIENT_FIELDS, draftOfClient, NEW_CLIENT } from "./client-draft.ts";
import { beginEdit, editDraftName } from "./edit-draft.ts";
import { draftOfMoney, MOVE_MONEY } from "./money-draft.ts";
import { draftOfLines, NEW_ORDER } from "./order-draft.ts";

/** Where a command is typed, and what stands in its form when it is to be typed again. */
export interface FormOfCommand {
  readonly screen: string;
  /** Absent for a command that is a single button of a record. */
  readonly draft?: { readonly name: string; readonly fields: Draft };
}

/**
 * The form that a journalled command came from. An edit begins anew on the record as it stands now, with the words of
 * the command in it.
 * @returns nothing for a workflow's step, or for a command that nobody could read.
 */
export function formOf(
  { type, payload }: Pick<JournalRow, "type" | "payload">,
  history: History,
): FormOfCommand | undefined {
  const command = parseCommand({ type, ...payload });
  if ("code" in command) return undefined;
  const at = history.head().position;
  switch (command.type) {
    case "RegisterClient": {
      const fields = { username: command.username, ...draftOfClient(command) };
      return { screen: "/clients", draft: { name: NEW_CLIENT, fields } };
    }
    case "PlaceOrder": {
      const lines = draftOfLines(command.lines, command.currency ?? DEFAULT_CURRENCY);
      return {
        screen: "/orders",
        draft: { name: NEW_ORDER, fields: { client: command.client, ...lines } },
      };
    }
    case "CreditWallet":
    case "DebitWallet": {
      const { client, amount, currency = DEFAULT_CURRENCY } = command;
      const fields = draftOfMoney(client, amount, currency, command.type === "DebitWallet");
      return { screen: "/wallets", draft: { name: MOVE_MONEY, fields } };
    }
    case "ChangeClient": {
      const id = findClient(command.client, bookOf(history, at));
      const client = isRejection(id) ? undefined : history.clients.row(id, at);
      if (!client) return undefined;
      const asked = CLIENT_FIELDS.flatMap(({ name }) => {
        const text = command[name];
        return text === undefined ? [] : [[name, text]];
      });
      const fields = beginEdit(
        { ...draftOfClient(client), ...Object.fromEntries(asked) },
        client.version,
      );
      const name = editDraftName("client", client.id);
      return { screen: wayTo("clients", client.id), draft: { name, fields } };
    }
    case "ChangeOrderLines": {
      const order = history.orders.row(command.orderId, at);
      if (order?.status !== "placed") return orderForm(command.orderId);
      const fields = beginEdit(draftOfLines(command.lines, order.currency), order.version);
      const name = editDraftName("order", order.id);
      return { ...orderForm(order.id), draft: { name, fields } };
    }
    default:
      return orderForm(command.orderId);
  }
}

function orderForm(orderId: string): FormOfCommand {
  return { screen: wayTo("orders", orderId) };
}
