import type { JournalRow } from "../../../views/journal.ts";
import { rooms } from "../../texts/rooms.ts";

/** What an attempt is called whose command is not known. */
export function nameless({ outcome }: Pick<JournalRow, "outcome">): string {
  return outcome === "accepted" ? rooms.journal.imported : rooms.journal.unknown;
}
