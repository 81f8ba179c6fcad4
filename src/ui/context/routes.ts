import { type Position, parsePosition } from "../../eventlog/envelope.ts";

/** Which two moments an address asks to compare. */
export type ComparedMoments =
  | { readonly kind: "moments"; readonly from: Position; readonly to: Position }
  /** The later one stood first. */
  | { readonly kind: "swapped"; readonly from: Position; readonly to: Position }
  /** At least one of them is not there yet. */
  | { readonly kind: "beyond"; readonly from: Position; readonly to: Position }
  | { readonly kind: "unreadable"; readonly text: string }
  | { readonly kind: "none" };

/** Reads the end of an address such as `#/compare/120-340`, in a book whose last event stands at `head`. */
export function readComparedMoments(text: string | undefined, head: Position): ComparedMoments {
  if (text === undefined) return { kind: "none" };
  const [one, other, ...more] = text.split("-").map((part) => parsePosition(part));
  if (one === undefined || other === undefined || more.length > 0) {
    return { kind: "unreadable", text };
  }
  const [from, to] = one <= other ? [one, other] : [other, one];
  if (to > head) return { kind: "beyond", from, to };
  return { kind: one <= other ? "moments" : "swapped", from, to };
}
