/** Every reason a command can be refused for. The README lists them; scripts rely on the codes. */
export const REJECTION_CODES = [
  "invalid-command",
  "invalid-username",
  "invalid-password",
  "invalid-text",
  "invalid-product",
  "invalid-quantity",
  "invalid-amount",
  "invalid-discount",
  "invalid-currency",
  "invalid-time",
  "username-taken",
  "id-taken",
  "unknown-client",
  "ambiguous-client",
  "unknown-order",
  "empty-order",
  "too-many-lines",
  "order-not-open",
  "already-paid",
  "payment-under-way",
  "payment-not-due",
  "wallet-not-open",
  "insufficient-funds",
  "currency-mismatch",
  "nothing-changed",
  "version-conflict",
  "not-parked",
  "command-id-reused",
  "not-live",
  "read-only",
  "busy",
] as const;

/** One of the reasons. */
export type RejectionCode = (typeof REJECTION_CODES)[number];

/** A named refusal: an ordinary answer, never thrown. */
export interface Rejection {
  readonly code: RejectionCode;
  /** A sentence for the person: what is wrong and what to do. */
  readonly message: string;
  /** Path of the field that caused it, such as `username` or `lines.0.quantity`. */
  readonly field?: string;
}

/** Whether an answer is a rejection, where the other answer is a text such as an id. */
export function isRejection(answer: string | Rejection): answer is Rejection {
  return typeof answer !== "string";
}

/** Makes a rejection. */
export function reject(code: RejectionCode, message: string, field?: string): Rejection {
  return { code, message, ...(field !== undefined && { field }) };
}
