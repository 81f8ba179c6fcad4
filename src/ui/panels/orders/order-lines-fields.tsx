import { lineCount, lineField, withoutLine } from "../../drafts/order-draft.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
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
