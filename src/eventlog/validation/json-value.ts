import type { Json, JsonObject } from "../envelope.ts";
import { ValidationError } from "../errors.ts";

/**
 * Deepest nesting of a value that the log takes. A line of a log file puts one object around it,
 * and nests 64 levels at most.
 */
const MAX_JSON_DEPTH = 63;

/** Most values within one: more would not fit into a line of a log file, which holds 1 MiB. */
const MAX_JSON_VALUES = 2 ** 20;

/**
 * Copies a value of JSON, reading each member once: a later change to the original never reaches
 * the copy.
 * @param name how the value is called, where the path in a message begins.
 * @throws ValidationError with the path of the first part that would not survive a round trip
 * through JSON unchanged.
 */
export function copyJson(value: unknown, name: string): Json {
  const path: Step[] = [];
  const around: object[] = [];
  let count = 0;

  const copy = (part: unknown): Json => {
    count += 1;
    if (count > MAX_JSON_VALUES) throw new NotJson(`more than ${MAX_JSON_VALUES} values in one`);
    if (typeof part === "string" || typeof part === "boolean" || part === null) return part;
    if (typeof part === "number" && Number.isFinite(part) && !Object.is(part, -0)) return part;
    if (typeof part !== "object") throw new NotJson(faultOf(part));
    if (around.includes(part)) throw new NotJson("it holds itself, which JSON cannot write");
    if (around.length === MAX_JSON_DEPTH) {
      throw new NotJson(`it nests deeper than ${MAX_JSON_DEPTH} levels`);
    }
    around.push(part);
    const copied = Array.isArray(part) ? copyList(part) : copyObject(part);
    around.pop();
    return copied;
  };

  const copyList = (list: readonly unknown[]): Json => {
    if (!isPlainList(list)) throw new NotJson(faultOf(list));
    const copied: Json[] = [];
    for (let index = 0; index < list.length; index += 1) {
      path.push(index);
      copied.push(copy(list[index]));
      path.pop();
    }
    // All its own keys are the numbers and `length`.
    if (Reflect.ownKeys(list).length > list.length + 1) {
      throw new NotJson("a list has no named members; write an object");
    }
    return copied;
  };

  const copyObject = (object: object): Json => {
    if (!isPlainObject(object)) throw new NotJson(faultOf(object));
    const copied: { [key: string]: Json } = {};
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key === "symbol") throw new NotJson(`JSON has no key ${String(key)}`);
      path.push(key);
      copied[key] = copy(readMember(object, key));
      path.pop();
    }
    return copied;
  };

  try {
    return copy(value);
  } catch (error) {
    const at = name + path.map(written).join("");
    throw new ValidationError(`${at}: ${reasonOf(error)}.`, at);
  }
}

/** Copies a JSON object like `copyJson`. @throws ValidationError also at any other JSON value. */
export function copyJsonObject(value: unknown, name: string): JsonObject {
  const copied = copyJson(value, name);
  if (typeof copied === "object" && copied !== null && !Array.isArray(copied)) {
    return copied as JsonObject;
  }
  throw new ValidationError(`${name}: it is to be a JSON object, such as {}.`, name);
}

/** Whether an object was written with braces, in this window or another: it inherits nothing. */
export function isPlainObject(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    prototype === Object.prototype ||
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}

/** Whether a list is one of JSON and of no class of its own. */
function isPlainList(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === Array.prototype || (!!prototype && Object.hasOwn(prototype, "copyWithin"));
}

type Step = string | number;

// Breaks the copying off. Whatever else comes out of it was thrown by the value itself.
class NotJson extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof NotJson ? error.message : `it cannot be read (${String(error)})`;
}

function written(step: Step): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

function readMember(object: object, key: string): unknown {
  if (key === "__proto__") throw new NotJson("no key may be called __proto__");
  const property = Object.getOwnPropertyDescriptor(object, key);
  if (!property?.enumerable) throw new NotJson("it is not enumerable; leave it out");
  if (!("value" in property)) throw new NotJson("it is a getter or setter; write a value");
  return property.value;
}

const ADVICE: Readonly<Record<string, string>> = {
  undefined: "leave it out, or write null",
  function: "leave it out",
  symbol: "leave it out",
  bigint: "write it as text",
  NaN: "write null",
  Infinity: "write null",
  "-Infinity": "write null",
  "-0": "write 0",
  Date: "write it as text",
  Map: "write it as a plain object",
  Set: "write it as a list",
};

/** Why a value is none of JSON, as a sentence without its full stop. */
export function faultOf(value: unknown): string {
  const kind = kindOf(value);
  const advice = ADVICE[kind] ?? "write a plain object, a list or text";
  const isBare = kind === "undefined" || typeof value === "number";
  const article = isBare ? "" : /^[aeio]/i.test(kind) ? "an " : "a ";
  return `${article}${kind} is no JSON value; ${advice}`;
}

function kindOf(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return typeof value;
  const name: unknown = value.constructor?.name;
  if (typeof name === "string" && name !== "" && name !== "Object") return name;
  return "value of a class";
}
