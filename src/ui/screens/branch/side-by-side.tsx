import { useMemo } from "react";
import type { BookSession } from "../../../application/session/book-session.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import panel from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./branch.module.css";
import { sayDifference } from "./describe-branch-diff.ts";
import { type DifferingField, fieldName, fieldsOf, recordName, sayValue } from "./diff-fields.ts";
import { Totals } from "./totals.tsx";
import { useDifference } from "./use-book-diff.ts";

interface SideBySideProps {
  readonly origin: BookSession;
  readonly branch: BookSession;
  /** The last position they have in common. */
  readonly since: Position;
}

/** Two books at their ends: the difference in a sentence, in totals, and record by record. */
export function SideBySide({ origin, branch, since }: SideBySideProps) {
  const { rows, searching, isCut } = useDifference(origin, branch, since);
  const [one, other] = [origin.history, branch.history];
  const fields = useMemo(() => rows.flatMap(fieldsOf), [rows]);
  const originName = origin.store.getState().book.name;
  const columns: readonly Column<DifferingField>[] = [
    {
      title: rooms.common.record,
      width: "minmax(104px, 1.5fr)",
      cell: (field) => (
        <>
          {recordName(field.row, { one, other })}{" "}
          <span className={panel["soft"]}>{fieldName(field)}</span>
        </>
      ),
    },
    {
      title: originName,
      wraps: true,
      width: "minmax(80px, 1fr)",
      cell: (field) => <Value value={sayValue(field, "one")} />,
    },
    {
      title: rooms.branch.thisBranch,
      wraps: true,
      width: "minmax(80px, 1fr)",
      cell: (field) => <Value value={sayValue(field, "other")} />,
    },
  ];
  return (
    <>
      <p className={styles["sentence"]} role="status">
        {searching
          ? rooms.branch.comparing
          : sayDifference(rows, { one, other, name: originName, isCut })}
      </p>
      <div className={panel["split"]}>
        <DataTable
          label={rooms.common.differences}
          columns={columns}
          count={fields.length}
          rowAt={(index) => fields[index]}
          keyOf={(index) => fields[index]?.key ?? index}
          indexOf={(key) => fields.findIndex((field) => field.key === key)}
          empty={searching ? rooms.branch.comparing : rooms.compare.nothing}
          printedNote={
            searching
              ? rooms.branch.comparing
              : isCut
                ? rooms.branch.onlyFirst(rows.length)
                : undefined
          }
        />
        <aside className={panel["side"]} aria-label={rooms.branch.totals}>
          <Totals one={one} other={other} name={originName} since={since} />
        </aside>
      </div>
      {isCut && <p className={panel["soft"]}>{rooms.branch.onlyFirst(rows.length)}</p>}
    </>
  );
}

function Value({ value }: { readonly value: string | undefined }) {
  return value ?? <span className={panel["soft"]}>{rooms.branch.notThere}</span>;
}
