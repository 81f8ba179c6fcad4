import { MAX_ADDRESS } from "../events.ts";
import { type Rejection, reject } from "../rejection.ts";
import { checkVisible } from "./visible-name.ts";

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * A postal address as it is kept: its lines with `\n` between them, without blanks around any and
 * without empty ones.
 */
export function tidyAddress(text: string): string {
  return text
    .split(LINE_END)
    .flatMap((line) => line.replaceAll("\t", " ").trim() || [])
    .join("\n");
}

/** Refuses a tidied address that is too long, or has what cannot be seen beside its line breaks. */
export function checkAddress(address: string): Rejection | undefined {
  if (address.length > MAX_ADDRESS) {
    const message = `An address has at most ${MAX_ADDRESS} characters, and this one has ${address.length}. Shorten it, then try again.`;
    return reject("invalid-text", message, "address");
  }
  const line = address.replaceAll("\n", " ");
  return address === "" ? undefined : checkVisible(line, "An address", "invalid-text", "address");
}
