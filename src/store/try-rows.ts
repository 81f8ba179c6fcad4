import { parseCommand } from "../domain/command-input.ts";
import { createBreathing } from "../eventlog/breathing.ts";
import type { TableMeaning } from "../transfer/csv/read-row.ts";
import type { Table } from "../transfer/csv/read-table.ts";
import { refuseRows } from "../transfer/csv/refuse-rows.ts";
import { rowCommands } from "../transfer/csv/row-commands.ts";
import type { BookSession } from "./book-session.ts";
import type { CarryOptions } from "./plan-carry.ts";
import { createRowIds, type IdentifiedRows } from "./row-ids.ts";
import type { TriedCommand, TriedRows } from "./table-import-state.ts";
import { tryOn } from "./trial.ts";
import { unrefusedIds } from "./unrefused-ids.ts";

/** Commands that are looked up at once. */
const AT_ONCE = 200;

/**
 * Tells of each command of a table whether the book would accept it, after those before it. Nothing is written.
 * @throws the signal's reason when it is broken off.
 */
export async function tryRows(
  { store, history, log }: Pick<BookSession, "store" | "history" | "log">,
  table: Table,
  meaning: TableMeaning,
  { signal, onProgress }: CarryOptions,
): Promise<TriedRows> {
  const read = await rowCommands(table, meaning, signal);
  const breathe = createBreathing();
  const identify = createRowIds(store.getState().book.id);
  const trial = tryOn(history);
  const refused = [...read.refused];
  const accepted: TriedCommand[] = [];
  let there = 0;
  for (let from = 0; from < read.commands.length; from += AT_ONCE) {
    const some = read.commands.slice(from, from + AT_ONCE).map(identify);
    const ids = await unrefusedIds(
      log,
      some.map(({ idOf }) => idOf),
    );
    for (const [index, { id, isThere }] of ids.entries()) {
      const command = some[index] as IdentifiedRows;
      if (isThere) {
        there += 1;
        continue;
      }
      const asked = parseCommand(command.input);
      const decision =
        "code" in asked ? ({ accepted: false, rejection: asked } as const) : await trial.ask(asked);
      if (decision.accepted) accepted.push({ rows: command.rows, input: command.input, id });
      else refused.push(...refuseRows(command, decision.rejection, table, meaning));
      await breathe();
      signal.throwIfAborted();
    }
    onProgress?.(from + some.length, read.commands.length);
  }
  return { accepted, there, refused: refused.toSorted((one, other) => one.row - other.row) };
}
