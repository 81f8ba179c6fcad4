import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { ClientField } from "../../forms/client-field.tsx";
import { CurrencyChoice } from "../../forms/currency-choice.tsx";
import {
  currencyOf,
  draftTotal,
  lineFieldsOf,
  NEW_ORDER,
  orderProblems,
  placeCommand,
  withLine,
} from "../../forms/drafts/order-draft.ts";
import { FormFooter } from "../../forms/form-footer.tsx";
import { useCommandForm } from "../../forms/use-command-form.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
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
