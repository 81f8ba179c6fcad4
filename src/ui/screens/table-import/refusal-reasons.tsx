import { sayRefusal } from "../../../domain/describe-rejection.ts";
import type { RefusalGroup, RefusalReason } from "../../../formats/csv/rows/refusal-groups.ts";
import type { RefusedRow } from "../../../formats/csv/rows/row-reading.ts";
import { Button } from "../../components/button.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./table-import.module.css";

/** What of the refused rows is looked at. */
export interface RefusedFilter {
  readonly key: RefusalGroup["key"];
  /** A row of them to bring into sight. */
  readonly row?: RefusedRow["row"];
}

interface RefusalReasonsProps {
  readonly groups: readonly RefusalGroup[];
  readonly filter: RefusedFilter | undefined;
  /** Undefined where all of them are to be shown. */
  onFilter(filter: RefusedFilter | undefined): void;
}

/** First rows of each reason that lead to themselves. */
const FIRST_ROWS = 3;

/** Why rows were refused, with counts and first rows: each of them filters the list of the rows. */
export function RefusalReasons({ groups, filter, onFilter }: RefusalReasonsProps) {
  return (
    <ul className={styles["reasons"]} aria-label={rooms.tables.reasons}>
      {groups.map(({ key, reason, refused }) => (
        <li key={key} className={styles["reason"]}>
          <Button look="quiet" aria-pressed={filter?.key === key} onClick={() => onFilter({ key })}>
            {rooms.tables.reasonOfRows(sayReason(reason), refused.length)}
          </Button>
          {refused.slice(0, FIRST_ROWS).map(({ row }) => (
            <Button
              key={row}
              small
              aria-label={rooms.tables.rowRefused(row, sayReason(reason))}
              onClick={() => onFilter({ key, row })}
            >
              {rooms.tables.rowNumber(row)}
            </Button>
          ))}
        </li>
      ))}
      <li className={styles["reason"]}>
        <Button small aria-pressed={filter === undefined} onClick={() => onFilter(undefined)}>
          {rooms.tables.showAllRefused}
        </Button>
      </li>
    </ul>
  );
}

/** Why rows were refused, in a sentence that holds for all of them. */
export function sayReason(reason: RefusalReason | undefined): string {
  if (!reason) return rooms.tables.otherReasons;
  const { code, column } = reason;
  const { faults } = rooms.tables;
  const said = isTableFault(code) ? faults[code] : sayRefusal(code);
  return column === undefined ? said : rooms.tables.ofColumn(column, said);
}

function isTableFault(code: RefusalReason["code"]): code is keyof typeof rooms.tables.faults {
  return Object.hasOwn(rooms.tables.faults, code);
}
