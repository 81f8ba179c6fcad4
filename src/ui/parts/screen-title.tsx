import { useBook } from "../book-context.tsx";
import { texts } from "../texts/texts.ts";

interface ScreenTitleProps {
  readonly id?: string;
  readonly children: string;
}

/**
 * The heading of a screen, and the tab's title: screen, book, and a sign for the past or a branch.
 */
export function ScreenTitle({ id, children }: ScreenTitleProps) {
  const isPast = useBook((state) => state.cursor !== "live");
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const book = useBook((state) => state.book.name);
  const sign = isPast ? "⏪ " : isBranch ? "⑂ " : "";
  return (
    <>
      <title>{`${sign}${texts.common.tabTitle(children, book)}`}</title>
      <h1 id={id}>{children}</h1>
    </>
  );
}
