import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Paged } from "../../components/paged.tsx";
import { lineCount, lineField, lineOf, withoutLine } from "../../forms/drafts/order-draft.ts";
import type { CommandForm } from "../../forms/use-command-form.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** The fields of every line of an order. */
export function OrderLinesFields({ form }: { readonly form: CommandForm }) {
  const { draft, attention } = form;
  const count = lineCount(draft);
  const [asked, setAsked] = useState<{ readonly place: number }>();
  const [seen, setSeen] = useState({ attention, count });
  if (attention !== seen.attention || count !== seen.count) {
    setSeen({ attention, count });
    const wanted = attention === seen.attention ? undefined : attention && lineOf(attention.field);
    const added = count > seen.count ? count - 1 : undefined;
    const place = wanted ?? added;
    if (place !== undefined) setAsked({ place });
  }
  return (
    <Paged count={count} label={rooms.labels.lines} reveal={asked}>
      {(from, to) =>
        Array.from({ length: to - from }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <OneLine key={from + index} form={form} line={from + index} />
        ))
      }
    </Paged>
  );
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
