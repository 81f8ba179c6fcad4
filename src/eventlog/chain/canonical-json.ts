import type { Json } from "../envelope.ts";
import { ValidationError } from "../errors.ts";
import { faultOf, isPlainObject } from "../validation/json-value.ts";

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, ECMAScript numbers and strings.
 * Follows RFC 8785 (JSON Canonicalization Scheme). Lone surrogates are escaped as `JSON.stringify` escapes them,
 * where the RFC would stop: a name typed by a person must never stop the log.
 * @throws ValidationError at a value that JSON does not have.
 */
export function canonicalJson(value: Json): string {
  // Where keys stand in order already, the browser's own writer says the same, several times as fast.
  return isInOrder(value) ? JSON.stringify(value) : writeSorted(value);
}

// Also false for what JSON does not have: the careful way tells of it.
function isInOrder(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return isText(value);
  if (value === null) return true;
  if (isArray(value)) {
    // By number: `every` leaves holes out.
    for (let index = 0; index < value.length; index += 1) {
      if (!isInOrder(value[index] as Json)) return false;
    }
    return true;
  }
  if (!isPlainObject(value)) return false;
  let before = "";
  // A plain object inherits nothing that could be met here, and this makes no list of its keys.
  for (const key in value) {
    if (key < before || !isInOrder(value[key] as Json)) return false;
    before = key;
  }
  return true;
}

function isText(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean";
}

function writeSorted(value: Json): string {
  if (value === null || typeof value !== "object") {
    return isInOrder(value) ? JSON.stringify(value) : refuse(value);
  }
  if (isArray(value)) return `[${Array.from(value, writeSorted).join(",")}]`;
  if (!isPlainObject(value)) return refuse(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${writeSorted(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}

function refuse(value: unknown): never {
  throw new ValidationError(`${faultOf(value)}.`);
}

// `Array.isArray` does not narrow readonly arrays.
function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
