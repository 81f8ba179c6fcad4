import type { ReactNode } from "react";
import styles from "../components/layout.module.css";
import type { CellOrigin } from "../components/table/table-column.ts";
import { ChangedAt } from "./origin-link.tsx";

/** A value of a record, how it is called on the screen, and the event that gave it; none where no event did. */
export interface FieldValue {
  readonly field: string;
  readonly value: ReactNode;
  readonly from: CellOrigin | undefined;
}

/** Values of a record one below the other, each with the way to its event. What has no value is left out. */
export function ValuesList({ values }: { readonly values: readonly FieldValue[] }) {
  return (
    <dl className={styles["values"]}>
      {values.map(
        ({ field, value, from }) =>
          value !== undefined && (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{value}</dd>
              <dd>
                <ChangedAt field={field} origin={from} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
