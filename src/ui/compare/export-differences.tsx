import type { Comparison } from "../../views/compare.ts";
import { useFileWriter } from "../actions/use-file-writer.ts";
import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import styles from "../parts/panel.module.css";
import { Progress } from "../parts/progress.tsx";
import { rooms } from "../texts/rooms.ts";
import { createCsv, createJson, type DifferenceFile, writeDifferences } from "./difference-file.ts";

/** Hands over the differences as a file, for a spreadsheet or a script. */
export function ExportDifferences({ comparison }: { readonly comparison: Comparison }) {
  const { history } = useServices().session;
  const book = useBook((state) => state.book.id);
  const { written, problem, write, cancel } = useFileWriter();

  const { from, to } = comparison;
  const save = (file: DifferenceFile, ending: string): Promise<void> =>
    write(`${from}-${to}`, ending, () => writeDifferences(file, history, comparison));
  if (written) return <Progress label={rooms.compare.writing} {...written} onCancel={cancel} />;
  return (
    <div className={`${styles["buttons"]} ${styles["besideFields"]}`}>
      <Button onClick={() => save(createCsv(), "csv")}>{rooms.compare.csv}</Button>
      <Button onClick={() => save(createJson(book, comparison), "json")}>
        {rooms.compare.json}
      </Button>
      {problem !== undefined && <Notice tone="refused">{problem}</Notice>}
    </div>
  );
}
