import { lineCount, lineField, withoutLine } from "../../drafts/order-draft.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import type { CommandForm } from "../../use-command-form.ts";

/** The fields of every line of an order. */
export function OrderLinesFields({ form }: { readonly form: CommandForm }) {
  return Array.from({ length: lineCount(form.draft) }, (_, line) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
    <OneLine key={line} form={form} line={line} />
  ));
}

interface OneLineProps {
  readonly form: CommandForm;
  readonly line: number;
}

function OneLine({ form, line }: OneLineProps) {
  return (
    <fieldset className={styles["line"]}>
      <legend>{rooms.orders.line(line + 1)}</legend>
      <div className={styles["whole"]}>
        <Field
          label={rooms.labels.productCode}
          required
          {...form.bind(lineField(line, "productCode"))}
        />
      </div>
      <Field
        label={rooms.labels.quantity}
        required
        inputMode="numeric"
        {...form.bind(lineField(line, "quantity"))}
      />
      <Field
        label={rooms.labels.unitPrice}
        required
        inputMode="decimal"
        {...form.bind(lineField(line, "unitPrice"))}
      />
      <Field
        label={rooms.orders.discount}
        inputMode="decimal"
        {...form.bind(lineField(line, "discount"))}
      />
      {lineCount(form.draft) > 1 && (
        <Button look="quiet" onClick={() => form.setDraft(withoutLine(form.draft, line))}>
          {rooms.orders.removeLine(line + 1)}
        </Button>
      )}
    </fieldset>
  );
}
