import type { SharingState } from "../../application/store/sharing-state.ts";
import { rooms } from "../i18n/screen-texts.ts";

/** How a shared book stands, in two or three words. */
export function sayLink({ link, waiting, refused }: SharingState): string {
  const pending = rooms.link.waiting(waiting);
  if (link.kind !== "synced") {
    const state = rooms.link[link.kind];
    return waiting > 0 ? rooms.link.both(state, pending) : state;
  }
  if (waiting > 0) return pending;
  return refused.length > 0 ? rooms.link.declined(refused.length) : rooms.link.synced;
}
