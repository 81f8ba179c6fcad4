import { isValidElement } from "react";

/** What stands around every text of the pseudo-translation. */
export const BEGIN = "⟦";
export const END = "⟧";

/**
 * A catalogue in which each text is marked: `⟦Order ⟧12⟦ placed⟧`. The values that are put into it stay unmarked, so that a
 * text which was handed in as a value must bring its own marks.
 */
export function pseudo<Part>(part: Part): Part {
  return marked(part) as Part;
}

function marked(part: unknown): unknown {
  if (typeof part === "string") return `${BEGIN}${part}${END}`;
  if (typeof part === "function") {
    return (...values: unknown[]) => around(BEGIN, part(...values.map(left)), END);
  }
  if (Array.isArray(part)) return part.map(marked);
  const entries = Object.entries(part as object);
  return Object.fromEntries(entries.map(([name, inner]) => [name, marked(inner)]));
}

function left(value: unknown): unknown {
  return typeof value === "string" || isValidElement(value) ? around(END, value, BEGIN) : value;
}

function around(before: string, inner: unknown, after: string): unknown {
  if (typeof inner === "string") return before + inner + after;
  if (!isValidElement(inner)) return inner;
  return (
    <>
      {before}
      {inner}
      {after}
    </>
  );
}
