import { shownPosition } from "../../../application/store/book-store.ts";
import { useBook } from "../../context/book-context.tsx";
import { sayName } from "../../describe/say-name.ts";
import type { Axis } from "../axis/axis.ts";
import styles from "../timeline.module.css";

/** Which moments others look at. Only to be seen: the list of who is here leads to them. */
export function PeopleFlags({ axis }: { readonly axis: Axis }) {
  const sharing = useBook((state) => state.sharing);
  const head = useBook((state) => state.head);
  return sharing?.others.map((other) => {
    const name = sayName(other);
    const share = axis.shareOf(shownPosition({ cursor: other.at, head }));
    if (share < 0 || share > 1) return null;
    return (
      <span
        key={other.id}
        aria-hidden="true"
        title={name}
        className={styles["person"]}
        data-led={sharing.following === other.id}
        style={{ left: `${share * 100}%` }}
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
    );
  });
}
