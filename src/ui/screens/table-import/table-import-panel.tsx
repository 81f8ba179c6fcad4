import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { OpenedTable, TableImport } from "../../../application/store/table-import-state.ts";
import { createTableImport } from "../../../application/tables/table-import.ts";
import { FIELDS, TABLE_KINDS, type TableKind } from "../../../formats/csv/fields.ts";
import panel from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { BY_PERSON } from "../../context/file-intake.ts";
import { ChooseFile } from "../../files/choose-file.tsx";
import { describeSource } from "../../files/describe-import.ts";
import { TABLE_FILES } from "../../files/file-types.ts";
import { formatBytes } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { TableMapping } from "./column-mapping.tsx";
import { TableForms } from "./format-settings.tsx";
import { homeForms } from "./locale-formats.ts";
import { Remark } from "./remark.tsx";
import { RowsProgress } from "./rows-progress.tsx";
import styles from "./table-import.module.css";
import { TableOutcome } from "./table-outcome.tsx";
import { TablePreview } from "./table-preview.tsx";

/** The way in for tables of clients, orders and payments. */
export function CsvPanel() {
  const { session } = useServices();
  const { store } = session;
  const offered = useBook((state) => state.offered);
  const table = useBook((state) => state.tableImport);
  const [left, setLeft] = useState<string>();
  const [source, setSource] = useState("");

  useEffect(() => {
    if (offered?.kind !== "table") return;
    const { tableImport } = store.getState();
    const isBusy = tableImport?.state.getState().progress.kind === "sending";
    setLeft(isBusy ? offered.file.name : undefined);
    setSource(isBusy ? "" : describeSource(offered.source));
    store.setState({
      offered: undefined,
      tableImport: isBusy
        ? tableImport
        : createTableImport(session, offered.file, homeForms(session.history)),
    });
  }, [offered, session, store]);

  // Chosen here it is a table, whatever it is called.
  const choose = (file: File) =>
    store.setState({ offered: { file, source: BY_PERSON, kind: "table" } });
  return (
    <section className={styles["page"]} aria-labelledby="csv-title">
      <header>
        <ScreenTitle id="csv-title">{rooms.tables.title}</ScreenTitle>
        <p className={panel["sub"]}>{rooms.tables.sub}</p>
      </header>
      {left !== undefined && <Notice tone="past">{rooms.tables.leftAside(left)}</Notice>}
      {table && source && <Remark>{source}</Remark>}
      {table ? <OneTable table={table} onChoose={choose} /> : <NoTable onChoose={choose} />}
    </section>
  );
}

function NoTable({ onChoose }: { onChoose(file: File): void }) {
  return (
    <>
      <div className={styles["line"]}>
        <ChooseFile
          label={rooms.tables.choose}
          look="primary"
          accept={TABLE_FILES}
          onChoose={onChoose}
        />
        <p className={panel["soft"]}>{rooms.tables.orDrop}</p>
      </div>
      <div className={panel["cards"]}>
        {TABLE_KINDS.map((kind) => (
          <div key={kind} className={panel["card"]}>
            <h2>{rooms.tables.kinds[kind]}</h2>
            <p className={panel["soft"]}>
              {rooms.tables.columnsSuchAs(<ColumnNames kind={kind} />)}
            </p>
          </div>
        ))}
      </div>
      <p className={panel["soft"]}>{rooms.tables.steps}</p>
    </>
  );
}

function ColumnNames({ kind }: { readonly kind: TableKind }) {
  return FIELDS[kind].map(({ name, isNeeded }, index) => (
    <span key={name}>
      {index > 0 && ", "}
      {isNeeded ? <strong>{rooms.tables.fields[name]}</strong> : rooms.tables.fields[name]}
    </span>
  ));
}

function sizeOf({ size }: File, opened: OpenedTable): string {
  const written = formatBytes(size);
  if (opened.kind !== "open") return written;
  const { rows, columns } = opened.table;
  return rooms.tables.size(written, rows.length, columns.length);
}

const NO_ROWS = { done: 0, total: 0 };

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
          label={rooms.tables.chooseOther}
          accept={TABLE_FILES}
          disabled={isBusy}
          onChoose={onChoose}
        />
        <p>
          <strong>{file.name}</strong> <span className={panel["soft"]}>{sizeOf(file, opened)}</span>
        </p>
      </div>
      {opened.kind === "reading" && (
        <RowsProgress
          label={rooms.tables.readingRows}
          said={rooms.tables.reading(file.name)}
          rows={opened.rows ?? NO_ROWS}
        />
      )}
      {opened.kind === "unreadable" && (
        <Notice tone="refused">{rooms.tables.unreadable(file.name, opened.reason)}</Notice>
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
