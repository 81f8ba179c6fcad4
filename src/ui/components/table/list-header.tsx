import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useIsLow, useIsNarrow } from "../../hooks/use-window-size.ts";
import { texts } from "../../i18n/texts.ts";
import { Button } from "../button.tsx";
import styles from "../layout.module.css";
import { ScreenTitle } from "../screen-title.tsx";

interface ListTopProps {
  readonly id: string;
  readonly title: string;
  readonly sub: string;
  /** The record that is open beside it. */
  readonly opened?: string | undefined;
  /** The buttons that save the list. */
  readonly files: ReactNode;
  /** Whether the list is filtered: its folded tools say so. */
  readonly isFiltered?: boolean;
  /** Sums and filters. */
  readonly children?: ReactNode;
}

/**
 * What stands above a list. A narrow or low screen folds all but its title behind a button, so that
 * the list is seen.
 */
export function ListTop({
  id,
  title,
  sub,
  opened,
  files,
  isFiltered = false,
  children,
}: ListTopProps) {
  const isSmall = [useIsNarrow(), useIsLow()].includes(true);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <header className={styles["header"]}>
        <div className={styles["titles"]}>
          <ScreenTitle {...{ id, opened }}>{title}</ScreenTitle>
          <p className={styles["sub"]}>{sub}</p>
        </div>
        {isSmall ? (
          <Button
            data-list-tools
            look={isFiltered ? "primary" : "plain"}
            aria-label={isFiltered ? texts.common.listToolsFiltered : texts.common.listTools}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <SlidersHorizontal size={16} aria-hidden="true" />
          </Button>
        ) : (
          <div className={styles["buttons"]}>{files}</div>
        )}
      </header>
      {isSmall && isOpen && <div className={styles["buttons"]}>{files}</div>}
      {(!isSmall || isOpen) && children}
    </>
  );
}
