import { rooms } from "../i18n/screen-texts.ts";
import { Notice } from "./notice.tsx";

/** Says that the record of an address is not in the book at the moment on the screen. */
export function NotThere({ id }: { readonly id: string }) {
  return <Notice tone="past">{rooms.common.notThere(id)}</Notice>;
}
