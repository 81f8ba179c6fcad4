import { useState } from "react";
import { readCurrency } from "../../../transfer/csv/cells.ts";
import { Field } from "../../parts/field.tsx";
import { texts } from "../../texts/texts.ts";

interface CurrencyFieldProps {
  readonly currency: string;
  onChange(currency: string): void;
}

/** The currency of rows that name none; taken when it is one, and left. */
export function CurrencyField({ currency, onChange }: CurrencyFieldProps) {
  const [typed, setTyped] = useState(currency);
  const reading = readCurrency(typed);
  return (
    <Field
      label={texts.tables.currency}
      value={typed}
      maxLength={3}
      onChange={(event) => setTyped(event.currentTarget.value.toUpperCase())}
      onBlur={() => {
        if ("value" in reading && reading.value !== currency) onChange(reading.value);
      }}
      {...("problem" in reading && {
        error: { message: texts.tables.threeLetters, refused: false },
      })}
    />
  );
}
