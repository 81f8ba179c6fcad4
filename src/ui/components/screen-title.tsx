import { useBook } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";

interface ScreenTitleProps {
  readonly id?: string;
  readonly children: string;
  /** What of the screen is open: it stands in the tab's title alone. */
  readonly opened?: string | undefined;
}

/**
 * The heading of a screen, and the tab's title: screen, book, and a sign for the past or a branch.
 */
export function ScreenTitle({ id, children, opened }: ScreenTitleProps) {
  const isPast = useBook((state) => state.cursor !== "live");
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const book = useBook((state) => state.book.name);
  const name = opened ? `${opened} · ${children}` : children;
  const sign = isPast ? "⏪ " : isBranch ? "⑂ " : "";
  return (
    <>
      <title>{`${sign}${texts.common.tabTitle(name, book)}`}</title>
      <h1 id={id}>{children}</h1>
    </>
  );
}
