import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import type { CommandForm } from "../../use-command-form.ts";
import { lineCount, lineField, withoutLine } from "./order-draft.ts";

interface OrderLineFieldsProps {
  readonly form: CommandForm;
  readonly line: number;
}

/** The fields of one line of an order. */
export function OrderLineFields({ form, line }: OrderLineFieldsProps) {
  return (
    <fieldset className={styles["line"]}>
      <legend>Line {line + 1}</legend>
      <div className={styles["whole"]}>
        <Field label="Product code" required {...form.bind(lineField(line, "productCode"))} />
      </div>
      <Field
        label="Quantity"
        required
        inputMode="numeric"
        {...form.bind(lineField(line, "quantity"))}
      />
      <Field
        label="Unit price"
        required
        inputMode="decimal"
        {...form.bind(lineField(line, "unitPrice"))}
      />
      <Field label="Discount %" inputMode="decimal" {...form.bind(lineField(line, "discount"))} />
      {lineCount(form.draft) > 1 && (
        <Button look="quiet" onClick={() => form.setDraft(withoutLine(form.draft, line))}>
          Remove line {line + 1}
        </Button>
      )}
    </fieldset>
  );
}
