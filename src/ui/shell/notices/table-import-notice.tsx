import { useStore } from "zustand";
import type { TableImport } from "../../../application/store/table-import-state.ts";
import { Progress } from "../../components/progress.tsx";
import { useBook } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

/** How far a table has come that is on its way into the book while another screen is shown. */
export function TableNotice() {
  const table = useBook((state) => state.tableImport);
  return table ? <Sending table={table} /> : null;
}

function Sending({ table }: { readonly table: TableImport }) {
  const { file, progress } = useStore(table.state);
  if (progress.kind !== "sending") return null;
  return (
    <div className={styles["banner"]}>
      <Progress
        label={rooms.notices.addingFile(file.name)}
        done={progress.done}
        total={progress.total}
        onCancel={table.cancel}
      />
    </div>
  );
}
