import { useServices } from "../context/book-context.tsx";
import { formatCount } from "../i18n/format.ts";
import type { Axis } from "./axis/axis.ts";
import { describeEvent } from "./cursor-label.ts";
import styles from "./timeline.module.css";

/** What would be seen there: before anything is moved. For the mouse alone; the slider tells the same in words. */
export function HoverPreview({ axis, share }: { readonly axis: Axis; readonly share: number }) {
  const { history } = useServices().session;
  const position = axis.positionAt(share);
  const words = [`#${formatCount(position)}`, ...describeEvent(history, position)];
  // Turned to the other side before it would leave the page.
  const side = share > 0.5 ? "left" : "right";
  return (
    <div aria-hidden="true" className={styles["hover"]} style={{ left: `${share * 100}%` }}>
      <span className={styles["hoverWords"]} data-side={side}>
        {words.join(" · ")}
      </span>
    </div>
  );
}
