import type { StreamName } from "../../eventlog/envelope.ts";
import { normalForm } from "../values/normal-form.ts";

declare const brand: unique symbol;

/** Key of the book that hides usernames in stream names: 32 bytes as 64 hexadecimal digits. Travels with the log. */
export type UsernameKey = string & { readonly [brand]: "UsernameKey" };

/** Name of the one way in which usernames are compared today, as `comparableUsername` does it. */
export const USERNAME_FORM = "nfkc-casefold-1";

/** Longest username, in UTF-16 code units. */
export const MAX_USERNAME = 256;

/**
 * The form in which two usernames are compared: NFKC, trimmed, without regard to case.
 * Through upper case, where "ß" meets "SS"; and through lower case before that, where "ẞ" meets "ß". Part of the file format: it names streams.
 */
export function comparableUsername(username: string): string {
  const form = normalForm(username, "NFKC").trim();
  return normalForm(form.toLowerCase().toUpperCase().toLowerCase(), "NFKC");
}

/** How the names of streams begin in which usernames are reserved. */
export const USERNAME_PREFIX = "username-";

/** True for a stream in which some username is reserved. */
export function isUsernameStream(stream: StreamName): boolean {
  return stream.startsWith(USERNAME_PREFIX);
}
