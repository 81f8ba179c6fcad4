import { formatCount } from "./format.ts";

/** The forms a text takes by a count, as `Intl.PluralRules` names them; `#` stands for the count. */
export interface PluralForms extends Partial<Record<Intl.LDMLPluralRule, string>> {
  readonly other: string;
}

/** Makes what writes counts into the texts of a language, given by its tag such as `en`. */
export function pluralIn(language: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replace("#", formatCount(count));
}
