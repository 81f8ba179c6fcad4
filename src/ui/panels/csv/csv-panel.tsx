import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createTableImport } from "../../../store/table-import.ts";
import type { TableImport } from "../../../store/table-import-state.ts";
import { FIELDS, TABLE_KINDS } from "../../../transfer/csv/fields.ts";
import { ChooseFile } from "../../actions/choose-file.tsx";
import { useBook, useServices } from "../../book-context.tsx";
import { formatBytes, formatCount } from "../../format.ts";
import { TABLE_FILES } from "../../offer-file.ts";
import { Notice } from "../../parts/notice.tsx";
import panel from "../../parts/panel.module.css";
import styles from "./csv.module.css";
import { homeForms } from "./home-forms.ts";
import { TableForms } from "./table-forms.tsx";
import { TableMapping } from "./table-mapping.tsx";
import { TableOutcome } from "./table-outcome.tsx";
import { TablePreview } from "./table-preview.tsx";
import { FIELD_NAMES, KIND_NAMES } from "./table-words.ts";

/** The way in for tables of clients, orders and payments. */
export function CsvPanel() {
  const { session } = useServices();
  const { store } = session;
  const offered = useBook((state) => state.offered);
  const table = useBook((state) => state.tableImport);
  const [left, setLeft] = useState<string>();

  useEffect(() => {
    if (!offered) return;
    const { tableImport } = store.getState();
    const isBusy = tableImport?.state.getState().progress.kind === "sending";
    setLeft(isBusy ? offered.name : undefined);
    store.setState({
      offered: undefined,
      tableImport: isBusy ? tableImport : createTableImport(session, offered, homeForms()),
    });
  }, [offered, session, store]);

  const choose = (file: File) => store.setState({ offered: file });
  return (
    <section className={styles["page"]} aria-labelledby="csv-title">
      <header>
        <h1 id="csv-title">Import a table</h1>
        <p className={panel["sub"]}>
          Clients, orders or payments from a spreadsheet or another program, as CSV.
        </p>
      </header>
      {left !== undefined && (
        <Notice tone="past">
          “{left}” was not taken: a table is still coming in. Choose it again when that is done.
        </Notice>
      )}
      {table ? <OneTable table={table} onChoose={choose} /> : <NoTable onChoose={choose} />}
    </section>
  );
}

function NoTable({ onChoose }: { onChoose(file: File): void }) {
  return (
    <>
      <div className={styles["line"]}>
        <ChooseFile
          label="Choose a table"
          look="primary"
          accept={TABLE_FILES}
          onChoose={onChoose}
        />
        <p className={panel["soft"]}>Or drop it anywhere, on any screen.</p>
      </div>
      <div className={panel["cards"]}>
        {TABLE_KINDS.map((kind) => (
          <div key={kind} className={panel["card"]}>
            <h2>{KIND_NAMES[kind]}</h2>
            <p className={panel["soft"]}>
              Columns such as{" "}
              {FIELDS[kind].map(({ name, isNeeded }, index) => (
                <span key={name}>
                  {index > 0 && ", "}
                  {isNeeded ? <strong>{FIELD_NAMES[name]}</strong> : FIELD_NAMES[name]}
                </span>
              ))}
              . Those in bold are needed; the titles may be others, and in any order.
            </p>
          </div>
        ))}
      </div>
      <p className={panel["soft"]}>
        First you see what each row means, then all rows are tried out, and only then anything is
        written. The same table twice adds nothing.
      </p>
    </>
  );
}

interface OneTableProps {
  readonly table: TableImport;
  onChoose(file: File): void;
}

function OneTable({ table, onChoose }: OneTableProps) {
  const { file, opened, progress } = useStore(table.state);
  const isBusy = progress.kind === "checking" || progress.kind === "sending";
  return (
    <>
      <div className={styles["line"]}>
        <ChooseFile
          label="Choose another table"
          accept={TABLE_FILES}
          disabled={isBusy}
          onChoose={onChoose}
        />
        <p>
          <strong>{file.name}</strong>{" "}
          <span className={panel["soft"]}>
            {formatBytes(file.size)}
            {opened.kind === "open" &&
              `, ${formatCount(opened.table.rows.length)} ${opened.table.rows.length === 1 ? "row" : "rows"} of ${formatCount(opened.table.columns.length)} columns`}
          </span>
        </p>
      </div>
      {opened.kind === "reading" && <p role="status">Reading {file.name}…</p>}
      {opened.kind === "unreadable" && (
        <Notice tone="refused">
          {file.name} cannot be read. {opened.reason}
        </Notice>
      )}
      {opened.kind !== "reading" && (
        <fieldset className={styles["choices"]} disabled={isBusy}>
          <TableForms table={table} />
          {opened.kind === "open" && <TableMapping table={table} opened={opened} />}
        </fieldset>
      )}
      {opened.kind === "open" && (
        <>
          <TableOutcome table={table} opened={opened} />
          <TablePreview opened={opened} />
        </>
      )}
    </>
  );
}
