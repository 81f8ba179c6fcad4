import { useState } from "react";
import { readCurrency } from "../../../formats/csv/cells/currency-marks.ts";
import { Field } from "../../components/field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

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
      label={rooms.tables.currency}
      value={typed}
      maxLength={3}
      onChange={(event) => setTyped(event.currentTarget.value.toUpperCase())}
      onBlur={() => {
        if ("value" in reading && reading.value !== currency) onChange(reading.value);
      }}
      {...("problem" in reading && {
        error: { message: rooms.tables.threeLetters, refused: false },
      })}
    />
  );
}
