import * as v from "valibot";

/** What each kind of check wants, as a schema calls it. */
const WANTED: { readonly [type: string]: (requirement: unknown) => string } = {
  string: () => "must be a text",
  number: () => "must be a number",
  boolean: () => "must be true or false",
  array: () => "must be a list",
  object: () => "must be an object",
  strict_object: () => "must be an object",
  integer: () => "must be a whole number",
  safe_integer: () => "must be a whole number",
  min_length: (least) => (least === 1 ? "must not be empty" : `must have at least ${least} parts`),
  max_length: (most) => `must have at most ${most} characters or entries`,
  regex: () => "must have another form",
  min_value: (least) => `must be at least ${least}`,
  max_value: (most) => `must be at most ${most}`,
};

/**
 * What is wrong with a value that a schema refuses, without the value: it may be a password in the
 * wrong place.
 * @param field the way to the value, as in `lines.0.quantity`; undefined for all of it.
 */
export function sayIssue(issue: v.BaseIssue<unknown>, field: string | undefined): string {
  const { type, expected, message, requirement } = issue;
  if (type === "strict_object" && expected === "never") return `it has no field “${field}”`;
  if (type === "strict_object" && expected !== "Object") return `“${field}” is missing`;
  const isOwn = !message.startsWith("Invalid ");
  const wanted = isOwn ? message : (WANTED[type]?.(requirement) ?? `must be ${expected}`);
  return field ? `“${field}” ${wanted}` : `it ${wanted}`;
}

/** What is wrong with the data of an event, as `readEvent` found it. */
export function sayDataIssue(issue: v.BaseIssue<unknown> | undefined): string {
  if (!issue) return "it must be an object";
  const path = v.getDotPath(issue);
  return sayIssue(issue, path ? `data.${path}` : undefined);
}
