import { ValidationError } from "../errors.ts";

/** The fields of an object that a caller may have made of anything. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an object whose fields all have one of the known names. Any other name is most likely a
 * known one with a slip in it, and to leave it out would change what is meant.
 * @throws ValidationError otherwise.
 */
export function fieldsOf(value: unknown, path: string, known: readonly string[]): Fields {
  // A list, a `Date` or a `Map` has fields of none of these names, and means something else.
  if (Object.prototype.toString.call(value) !== "[object Object]") {
    throw fault(path, `write an object of ${known.join(", ")}`);
  }
  const unknown = Object.keys(value as Fields).find((key) => !known.includes(key));
  if (unknown === undefined) return value as Fields;
  throw fault(`${path}.${unknown}`, `no such field; write ${known.join(", ")}`);
}

/** Reads a text. @throws ValidationError when it is none, or empty. */
export function takeText(value: unknown, path: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw fault(path, "write a text that is not empty");
}

/** Reads a list of texts. @throws ValidationError when one of them is none, or empty. */
export function takeTexts<Text extends string>(
  value: readonly Text[],
  path: string,
): readonly Text[];
export function takeTexts(value: unknown, path: string): readonly string[];
export function takeTexts(value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value)) throw fault(path, "write a list of texts");
  return Array.from(value, (text, index) => takeText(text, `${path}[${index}]`));
}

/** Reads a whole number. @throws ValidationError when it is none, or less than `least`. */
export function takeCount(value: unknown, path: string, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw fault(path, `write a whole number, ${least} or more`);
}

/** Reads a function. @throws ValidationError when it is none. */
export function takeFunction(value: unknown, path: string): void {
  if (typeof value !== "function") throw fault(path, "write a function");
}

/** Makes the error that names a field and what belongs there. */
export function fault(path: string, reason: string): ValidationError {
  return new ValidationError(`${path}: ${reason}.`, path);
}
