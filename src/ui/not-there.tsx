import { Notice } from "./parts/notice.tsx";
import { rooms } from "./texts/rooms.ts";

/** Says that the record of an address is not in the book at the moment on the screen. */
export function NotThere({ id }: { readonly id: string }) {
  return <Notice tone="past">{rooms.common.notThere(id)}</Notice>;
}
