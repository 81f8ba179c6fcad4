import { useEffect, useRef, useState } from "react";
import { inStrides } from "../../store/in-strides.ts";
import type { Comparison } from "../../views/compare.ts";
import { fileName, saveFile } from "../actions/save-file.ts";
import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import styles from "../parts/panel.module.css";
import { Progress } from "../parts/progress.tsx";
import { createCsv, createJson, type DifferenceFile, exportedRecords } from "./difference-file.ts";
import { COMPARED_VIEWS } from "./difference-lines.ts";

/** Hands over the differences as a file, for a spreadsheet or a script. */
export function ExportDifferences({ comparison }: { readonly comparison: Comparison }) {
  const { history } = useServices().session;
  const book = useBook((state) => state.book);
  const running = useRef<AbortController>(undefined);
  const [done, setDone] = useState<number>();
  useEffect(() => () => running.current?.abort(), []);

  const { from, to } = comparison;
  const total = COMPARED_VIEWS.reduce(
    (sum, view) => sum + comparison[view].changed() + comparison[view].added,
    0,
  );
  const save = async (file: DifferenceFile, ending: string): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    let count = 0;
    const write = function* (): Generator<void> {
      for (const record of exportedRecords(history, comparison)) {
        file.add(record);
        count += 1;
        if (count % 64 === 0) yield;
      }
    };
    const through = await inStrides(write(), controller.signal, () => setDone(count));
    setDone(undefined);
    if (through) saveFile(file.end(), fileName(book.name, `${from}-${to}`, ending));
  };
  if (done !== undefined) {
    return (
      <Progress
        label="Writing the file, record"
        {...{ done, total }}
        onCancel={() => running.current?.abort()}
      />
    );
  }
  return (
    <div className={`${styles["buttons"]} ${styles["besideFields"]}`}>
      <Button onClick={() => save(createCsv(), "csv")}>Export CSV</Button>
      <Button onClick={() => save(createJson(book.id, comparison), "json")}>Export JSON</Button>
    </div>
  );
}
