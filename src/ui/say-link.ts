import type { SharingState } from "../store/sharing/sharing-state.ts";
import { texts } from "./texts/texts.ts";

/** How a shared book stands, in two or three words. */
export function sayLink({ link, waiting, refused }: SharingState): string {
  const pending = texts.link.waiting(waiting);
  if (link.kind !== "synced") {
    const state = texts.link[link.kind];
    return waiting > 0 ? texts.link.both(state, pending) : state;
  }
  if (waiting > 0) return pending;
  return refused.length > 0 ? texts.link.declined(refused.length) : texts.link.synced;
}
