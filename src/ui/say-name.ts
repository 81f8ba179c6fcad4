import type { Presence } from "../eventlog/shared-link.ts";
import { texts } from "./texts/texts.ts";

/** The public key of somebody who signs in by one. */
const KEY = /^U[A-Z2-7]{55}$/;

/** What somebody else who has the book open is called: by a key, its beginning. */
export function sayName({ name }: Pick<Presence, "name">): string {
  if (KEY.test(name)) return `${name.slice(0, 8)}…`;
  return name || texts.link.somebody;
}
