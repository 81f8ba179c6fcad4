import { useServices } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import type { Axis } from "./axis.ts";
import styles from "./dock.module.css";
import { describeEvent } from "./value-text.ts";

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
