import type { Presence } from "../eventlog/shared-link.ts";
import { texts } from "./texts/texts.ts";

/** What somebody else who has the book open is called. */
export function sayName({ name }: Pick<Presence, "name">): string {
  return name || texts.link.somebody;
}
