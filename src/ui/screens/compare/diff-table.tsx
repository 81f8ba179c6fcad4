import { History } from "lucide-react";
import { navigate } from "wouter/use-hash-location";
import type { Position } from "../../../eventlog/envelope.ts";
import { foldedView, lastChange } from "../../../read-model/queries/field-origin.ts";
import type { Comparison } from "../../../read-model/queries/position-diff.ts";
import { Button } from "../../components/button.tsx";
import panelStyles from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { useServices } from "../../context/book-context.tsx";
import { fieldLabel, sayField } from "../../describe/describe-field.ts";
import { rowName, wayToRow, wordingAt } from "../../describe/record-name.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { inspect } from "../../provenance/open-inspector.ts";
import styles from "./compare.module.css";
import { sayNewRow } from "./describe-new-row.ts";
import {
  type ComparedView,
  countLines,
  currencyOfRow,
  type DifferenceLine,
  keyOfRow,
  lineAt,
} from "./diff-lines.ts";

interface DifferencesTableProps {
  readonly comparison: Comparison;
  readonly views: readonly ComparedView[];
}

/** The differences of some views, a line a field; every value leads to the record then, and to the event that gave it. */
export function DifferencesTable({ comparison, views }: DifferencesTableProps) {
  const { history, store, time } = useServices().session;
  const { from, to } = comparison;
  const nameOf = ({ view, row }: DifferenceLine) => rowName(history, view, keyOfRow(row), to);
  const say = ({ field, row }: DifferenceLine, side: "before" | "after") => {
    if (!field) return side === "before" ? undefined : sayNewRow(row);
    if (!(side in field)) return undefined;
    const wording = wordingAt(history, side === "before" ? from : to, currencyOfRow(row));
    const other = side === "before" ? "after" : "before";
    return sayField(field.field, field[side], wording, field[other]);
  };
  const see = ({ view, row }: DifferenceLine, at: Position) => {
    time.goTo(at === history.head().position ? "live" : at);
    navigate(wayToRow(view, keyOfRow(row)));
  };
  const why = ({ view, row, field }: DifferenceLine) => {
    const fields = [field?.field ?? ("id" in row ? "id" : "clientId")];
    const position = lastChange(foldedView(history, view), keyOfRow(row), fields, to);
    if (position !== undefined) inspect(store, position, { view, fields });
  };
  const label = ({ field }: DifferenceLine) =>
    field ? fieldLabel(field.field) : rooms.compare.isNew;

  const columns: readonly Column<DifferenceLine>[] = [
    {
      title: rooms.common.record,
      width: "minmax(104px, 1fr)",
      cell: (line) => (
        <button
          type="button"
          className={panelStyles["name"]}
          aria-label={rooms.compare.asOf(nameOf(line), to)}
          onClick={() => see(line, to)}
        >
          {"username" in line.row ? line.row.username : nameOf(line)}
        </button>
      ),
    },
    {
      title: rooms.common.field,
      width: "minmax(52px, 0.6fr)",
      cell: (line) => <span className={panelStyles["soft"]}>{label(line)}</span>,
    },
    {
      title: rooms.compare.beforeAndAfter,
      wraps: "below",
      width: "minmax(96px, 2.4fr)",
      cell: (line) => {
        const [before, after] = [say(line, "before"), say(line, "after")];
        return (
          <span className={styles["change"]} title={[before, after].filter(Boolean).join(" → ")}>
            {line.field && before === undefined && (
              <span className={panelStyles["soft"]}>{rooms.common.nothing}</span>
            )}
            {before !== undefined && (
              <button
                type="button"
                className={styles["before"]}
                aria-label={rooms.compare.asOf(before, from)}
                onClick={() => see(line, from)}
              >
                {before}
              </button>
            )}
            {line.field && <span aria-hidden="true">→</span>}
            {after === undefined ? (
              <span className={panelStyles["soft"]}>{rooms.common.nothing}</span>
            ) : (
              <ins className={styles["after"]}>{after}</ins>
            )}
          </span>
        );
      },
    },
    {
      title: rooms.compare.why,
      isOnScreenOnly: true,
      isTitleUnseen: true,
      width: "44px",
      end: true,
      cell: (line) => (
        <Button
          small
          look="quiet"
          aria-label={rooms.compare.whyOf(label(line), nameOf(line))}
          title={rooms.compare.whyTitle}
          onClick={() => why(line)}
        >
          <History size={14} aria-hidden="true" />
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={rooms.common.differences}
      columns={columns}
      count={countLines(comparison, views)}
      asked={`${from}-${to} ${views.join()}`}
      rowAt={(index) => lineAt(comparison, views, index)}
      onOpen={(line) => see(line, to)}
      keyOf={(index) => index}
      indexOf={Number}
      empty={rooms.compare.noneOfKind}
    />
  );
}
