import { useBook } from "../../context/book-context.tsx";
import type { Axis } from "../axis/axis.ts";
import styles from "../timeline.module.css";

/** Flags where a moment was marked. Only to be seen: the list of bookmarks leads to them. */
export function BookmarkFlags({ axis }: { readonly axis: Axis }) {
  const bookmarks = useBook((state) => state.book.care?.bookmarks);
  return bookmarks?.map(({ position, name }) => {
    const share = axis.shareOf(position);
    if (share < 0 || share > 1) return null;
    return (
      <span
        key={position}
        aria-hidden="true"
        title={name}
        className={styles["flag"]}
        style={{ left: `${share * 100}%` }}
      />
    );
  });
}
