import type { Comparison } from "../../../read-model/queries/position-diff.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { useFileWriter } from "../../files/use-file-writer.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { createCsv, createJson, type DifferenceFile, writeDifferences } from "./diff-file.ts";

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
