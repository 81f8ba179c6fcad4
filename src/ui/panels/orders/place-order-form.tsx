import { useId } from "react";
import { ClientField } from "../../client-field.tsx";
import {
  currencyOf,
  draftTotal,
  lineFieldsOf,
  NEW_ORDER,
  orderProblems,
  placeCommand,
  withLine,
} from "../../drafts/order-draft.ts";
import { FormFooter } from "../../form-footer.tsx";
import { formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import fieldStyles from "../../parts/field.module.css";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { useCommandForm } from "../../use-command-form.ts";
import { OrderLinesFields } from "./order-lines-fields.tsx";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "KWD", "PLN", "SEK"];

/** Places an order for a client who is found by a few letters. */
export function PlaceOrderForm() {
  const form = useCommandForm({
    name: NEW_ORDER,
    problems: orderProblems,
    command: placeCommand,
    done: ({ client = "" }) => rooms.orders.placed(client.trim()),
  });
  const { draft } = form;
  const currencyId = useId();
  const total = draftTotal(draft);
  const fields = ["client", ...lineFieldsOf(draft).map(({ name }) => name)];
  return (
    <form
      className={styles["form"]}
      aria-labelledby="place-order"
      noValidate
      onSubmit={form.submit}
    >
      <h2 id="place-order">{rooms.orders.place}</h2>
      <ClientField form={form} />
      <OrderLinesFields form={form} />
      <div className={styles["pair"]}>
        <Button onClick={() => form.setDraft(withLine(draft))}>{rooms.orders.addLine}</Button>
        <select
          id={currencyId}
          aria-label={texts.labels.currency}
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
        <span>{texts.labels.total}</span>
        <span>{total === undefined ? "–" : formatMoney(total, currencyOf(draft))}</span>
      </p>
      <FormFooter form={form} label={rooms.orders.place} fields={fields} />
    </form>
  );
}
