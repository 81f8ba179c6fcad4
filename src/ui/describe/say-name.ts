import type { Presence } from "../../eventlog/replication/shared-link.ts";
import { rooms } from "../i18n/screen-texts.ts";

/** What somebody else who has the book open is called. */
export function sayName({ name }: Pick<Presence, "name">): string {
  return name || rooms.link.somebody;
}
