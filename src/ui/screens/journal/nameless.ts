import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** What an attempt is called whose command is not known. */
export function nameless({ outcome }: Pick<JournalRow, "outcome">): string {
  return outcome === "accepted" ? rooms.journal.imported : rooms.journal.unknown;
}
