import type { RejectionCode } from "./rejection.ts";

/** Codes that are no rule's: of the log, and of a shared one. */
type OtherCode = "not-admitted" | "too-large" | "validation" | "shared-log";

const SENTENCES: { readonly [Code in RejectionCode | OtherCode]: string } = {
  "invalid-command": "The command could not be read, or no log could keep it.",
  "invalid-username": "The username cannot be used.",
  "invalid-password": "The password cannot be used.",
  "invalid-text": "A text is too long, or has characters that cannot be seen.",
  "invalid-product": "A product code is missing or too long.",
  "invalid-quantity": "A quantity is no whole number above zero.",
  "invalid-amount": "An amount is no price, or too large to be exact.",
  "invalid-discount": "A discount is none, or more than the line.",
  "invalid-currency": "The currency is none that is known.",
  "invalid-time": "The date cannot be read.",
  "username-taken": "The username was taken.",
  "id-taken": "A record of this id was there already.",
  "unknown-client": "There was no such client.",
  "ambiguous-client": "Several clients could be meant.",
  "unknown-order": "There was no such order.",
  "empty-order": "The order had no line.",
  "too-many-lines": "The order had too many lines.",
  "order-not-open": "The order was not open any more.",
  "already-paid": "The order was paid already.",
  "payment-under-way": "The payment of the order was under way.",
  "payment-not-due": "No payment of the order was due.",
  "wallet-not-open": "The client had no wallet yet.",
  "insufficient-funds": "There was not enough in the wallet.",
  "currency-mismatch": "The amount was in another currency.",
  "nothing-changed": "Nothing would have changed.",
  "version-conflict": "Somebody else had changed it meanwhile.",
  "not-parked": "The checkout was not parked.",
  "command-id-reused": "The id of the command was used for another one.",
  "not-live": "The past was on the screen, which cannot be changed.",
  "read-only": "The book could only be read.",
  busy: "Too many commands were under way.",
  "not-admitted": "It broke a rule that every copy of the shared book keeps.",
  "too-large": "It was larger than the shared log takes.",
  validation: "No log could keep it.",
  "shared-log": "The shared log did not take it.",
};

/** How a refusal is shown that this version does not know. */
export const UNKNOWN_RULE = "unknown-rule";

/** The code of a refusal, if this version knows it. */
export function knownCode(code: string): string {
  return Object.hasOwn(SENTENCES, code) ? code : UNKNOWN_RULE;
}

/**
 * Why a recorded command was refused, as a sentence. What its record says of that is not shown: in
 * a shared book anybody who may write could have written it.
 */
export function sayRefusal(code: string): string {
  const known = knownCode(code);
  if (known === UNKNOWN_RULE) return "It was refused by a rule that this version does not know.";
  return SENTENCES[known as keyof typeof SENTENCES];
}
