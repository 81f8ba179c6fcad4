import { ClientField } from "../../client-field.tsx";
import { CurrencyChoice } from "../../currency-choice.tsx";
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
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { useCommandForm } from "../../use-command-form.ts";
import { OrderLinesFields } from "./order-lines-fields.tsx";

/** Places an order for a client who is found by a few letters. */
export function PlaceOrderForm() {
  const form = useCommandForm({
    name: NEW_ORDER,
    problems: orderProblems,
    command: placeCommand,
    done: ({ client = "" }) => rooms.orders.placed(client.trim()),
  });
  const { draft } = form;
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
        <CurrencyChoice
          value={currencyOf(draft)}
          onChange={(value) => form.set("currency", value)}
        />
      </div>
      <p className={styles["total"]}>
        <span>{rooms.labels.total}</span>
        <span>{total === undefined ? "–" : formatMoney(total, currencyOf(draft))}</span>
      </p>
      <FormFooter form={form} label={rooms.orders.place} fields={fields} />
    </form>
  );
}
