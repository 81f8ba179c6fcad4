import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { ClientField } from "../../forms/client-field.tsx";
import { CurrencyChoice } from "../../forms/currency-choice.tsx";
import {
  isDebit,
  MOVE_MONEY,
  moneyCommand,
  moneyCurrency,
  moneyProblems,
} from "../../forms/drafts/money-draft.ts";
import { FormFooter } from "../../forms/form-footer.tsx";
import { useCommandForm } from "../../forms/use-command-form.ts";
import { rooms } from "../../i18n/screen-texts.ts";

const FIELDS = ["client", "amount", "currency"];

/** Puts money into a client's wallet, or takes it out. */
export function MoveMoneyForm() {
  const form = useCommandForm({
    name: MOVE_MONEY,
    problems: moneyProblems,
    command: moneyCommand,
    done: (draft) =>
      rooms.wallets[isDebit(draft) ? "takenOut" : "putIn"](draft["client"]?.trim() ?? ""),
  });
  const { draft } = form;
  return (
    <form className={styles["form"]} aria-labelledby="move-money" noValidate onSubmit={form.submit}>
      <h2 id="move-money">{rooms.wallets.move}</h2>
      <ClientField form={form} />
      <Choice
        label={rooms.wallets.direction}
        value={draft["direction"] ?? "in"}
        options={[
          ["in", rooms.wallets.in],
          ["out", rooms.wallets.out],
        ]}
        onChange={(value) => form.set("direction", value)}
      />
      <div className={styles["pair"]}>
        <Field label={rooms.labels.amount} inputMode="decimal" required {...form.bind("amount")} />
        <CurrencyChoice
          value={moneyCurrency(draft)}
          onChange={(value) => form.set("currency", value)}
        />
      </div>
      <FormFooter
        form={form}
        label={isDebit(draft) ? rooms.wallets.debitWallet : rooms.wallets.creditWallet}
        fields={FIELDS}
      />
    </form>
  );
}
