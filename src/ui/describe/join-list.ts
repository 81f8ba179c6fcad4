import { rooms } from "../i18n/screen-texts.ts";

/** Parts of a sentence one after the other: “3 clients, 2 orders and 1 wallet”. */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : rooms.common.and(parts.slice(0, -1).join(", "), last);
}
