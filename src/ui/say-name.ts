import type { Presence } from "../eventlog/shared-link.ts";
import { rooms } from "./texts/rooms.ts";

/** What somebody else who has the book open is called. */
export function sayName({ name }: Pick<Presence, "name">): string {
  return name || rooms.link.somebody;
}
