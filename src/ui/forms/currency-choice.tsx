import { CURRENCY_CODES } from "../../domain/values/currencies.ts";
import { Choice } from "../components/select-field.tsx";
import { rooms } from "../i18n/screen-texts.ts";

/** Those that most books need, ahead of all others. */
const FREQUENT = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "KWD", "PLN", "SEK"];
const OFFERED = [...FREQUENT, ...CURRENCY_CODES.filter((code) => !FREQUENT.includes(code))];

interface CurrencyChoiceProps {
  readonly value: string;
  onChange(currency: string): void;
}

/**
 * A choice of all currencies that a command may name. A value that is none of them, as of an old
 * command, stands there too.
 */
export function CurrencyChoice({ value, onChange }: CurrencyChoiceProps) {
  const offered = OFFERED.includes(value) ? OFFERED : [value, ...OFFERED];
  return (
    <Choice
      label={rooms.labels.currency}
      value={value}
      options={offered.map((code) => [code, code])}
      onChange={onChange}
    />
  );
}
