import { useId, useMemo } from "react";
import type { Draft } from "../../../store/book-store.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { FormFooter } from "../../form-footer.tsx";
import { formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { type Choice, Combobox } from "../../parts/combobox.tsx";
import fieldStyles from "../../parts/field.module.css";
import styles from "../../parts/panel.module.css";
import { suggestClients } from "../../suggest-clients.ts";
import { useCommandForm } from "../../use-command-form.ts";
import {
  currencyOf,
  draftTotal,
  lineCount,
  lineField,
  orderLines,
  orderProblems,
  withLine,
} from "./order-draft.ts";
import { OrderLineFields } from "./order-line-fields.tsx";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "KWD", "PLN", "SEK"];

function command(draft: Draft): unknown {
  const { client = "" } = draft;
  return { type: "PlaceOrder", client, lines: orderLines(draft), currency: currencyOf(draft) };
}

/** Places an order for a client who is found by a few letters. */
export function PlaceOrderForm() {
  const form = useCommandForm({
    name: "place-order",
    problems: orderProblems,
    command,
    done: ({ client = "" }) => `The order of ${client.trim()} is in the book.`,
  });
  const { draft } = form;
  const choices = useClientChoices(draft["client"] ?? "");
  const currencyId = useId();
  const total = draftTotal(draft);
  const lines = Array.from({ length: lineCount(draft) }, (_, line) => line);
  const fields = [
    "client",
    ...lines.flatMap((line) =>
      (["productCode", "quantity", "unitPrice", "discount"] as const).map((field) =>
        lineField(line, field),
      ),
    ),
  ];
  return (
    <form
      className={styles["form"]}
      aria-labelledby="place-order"
      noValidate
      onSubmit={form.submit}
    >
      <h2 id="place-order">Place order</h2>
      <Combobox
        label="Client"
        name="client"
        value={draft["client"] ?? ""}
        choices={choices}
        error={form.errorOf("client")}
        onChange={(value) => form.set("client", value)}
        onBlur={() => form.touch("client")}
      />
      {lines.map((line) => (
        <OrderLineFields key={line} form={form} line={line} />
      ))}
      <div className={styles["pair"]}>
        <Button onClick={() => form.setDraft(withLine(draft))}>Add a line</Button>
        <select
          id={currencyId}
          aria-label="Currency"
          className={fieldStyles["input"]}
          value={currencyOf(draft)}
          onChange={(event) => form.set("currency", event.currentTarget.value)}
        >
          {CURRENCIES.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </select>
      </div>
      <p className={styles["total"]}>
        <span>Total</span>
        <span>{total === undefined ? "–" : formatMoney(total, currencyOf(draft))}</span>
      </p>
      <FormFooter form={form} label="Place order" fields={fields} />
    </form>
  );
}

function useClientChoices(typed: string): Choice[] {
  const { clients } = useServices().session.history;
  const at = useShownPosition();
  return useMemo(() => suggestClients(clients.rows(at), typed), [clients, at, typed]);
}
