import type { RowCommand } from "../../formats/csv/rows/row-commands.ts";
import type { RowTrial } from "./row-dry-run.ts";

/** What a table may say once of one client or wallet: two of it cannot both be so. */
export interface SaidOnce {
  /** Whether the table said it before; then its row is refused. */
  isSaidTwice(command: RowCommand, what: string, field: string): boolean;
}

/** Begins with nothing said. */
export function createSaidOnce(trial: Pick<RowTrial, "refuse">): SaidOnce {
  const said = new Map<string, number>();
  return {
    isSaidTwice(command, what, field) {
      const [row = 0] = command.rows;
      const before = said.get(what);
      if (before === undefined) {
        said.set(what, row);
        return false;
      }
      const message = `Row ${before} says it already. Keep one of the two.`;
      trial.refuse(command, { code: "said-twice", field, message });
      return true;
    },
  };
}
