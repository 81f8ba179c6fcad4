import { useId, useMemo } from "react";
import { useServices, useShownPosition } from "../../book-context.tsx";
import {
  isDebit,
  MOVE_MONEY,
  moneyCommand,
  moneyCurrency,
  moneyProblems,
} from "../../drafts/money-draft.ts";
import { FormFooter } from "../../form-footer.tsx";
import { Combobox } from "../../parts/combobox.tsx";
import fieldStyles from "../../parts/field.module.css";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import { suggestClients } from "../../suggest-clients.ts";
import { useCommandForm } from "../../use-command-form.ts";

const FIELDS = ["client", "amount", "currency"];
const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "KWD", "PLN", "SEK"];

/** Puts money into a client's wallet, or takes it out. */
export function MoveMoneyForm() {
  const form = useCommandForm({
    name: MOVE_MONEY,
    problems: moneyProblems,
    command: moneyCommand,
    done: (draft) =>
      `${isDebit(draft) ? "Taken out of" : "Put into"} the wallet of ${draft["client"]?.trim()}.`,
  });
  const { draft } = form;
  const { clients } = useServices().session.history;
  const at = useShownPosition();
  const typed = draft["client"] ?? "";
  const choices = useMemo(() => suggestClients(clients, at, typed), [clients, at, typed]);
  const id = useId();
  return (
    <form className={styles["form"]} aria-labelledby="move-money" noValidate onSubmit={form.submit}>
      <h2 id="move-money">Move money</h2>
      <Combobox
        label="Client"
        name="client"
        value={typed}
        choices={choices}
        error={form.errorOf("client")}
        onChange={(value) => form.set("client", value)}
        onBlur={() => form.touch("client")}
      />
      <div className={fieldStyles["field"]}>
        <label className={fieldStyles["label"]} htmlFor={id}>
          Direction
        </label>
        <select
          id={id}
          className={fieldStyles["input"]}
          value={draft["direction"] ?? "in"}
          onChange={(event) => form.set("direction", event.currentTarget.value)}
        >
          <option value="in">Credit: put in</option>
          <option value="out">Debit: take out</option>
        </select>
      </div>
      <div className={styles["pair"]}>
        <Field label="Amount" inputMode="decimal" required {...form.bind("amount")} />
        <div className={fieldStyles["field"]}>
          <label className={fieldStyles["label"]} htmlFor={`${id}-currency`}>
            Currency
          </label>
          <select
            id={`${id}-currency`}
            className={fieldStyles["input"]}
            value={moneyCurrency(draft)}
            onChange={(event) => form.set("currency", event.currentTarget.value)}
          >
            {CURRENCIES.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        </div>
      </div>
      <FormFooter
        form={form}
        label={isDebit(draft) ? "Debit wallet" : "Credit wallet"}
        fields={FIELDS}
      />
    </form>
  );
}
