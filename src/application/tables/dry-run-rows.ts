import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { rowCommands } from "../../formats/csv/rows/row-commands.ts";
import type { TableMeaning } from "../../formats/csv/rows/row-reading.ts";
import type { Table } from "../../formats/csv/table.ts";
import type { CarryOptions } from "../branches/plan-replay.ts";
import { type UnrefusedId, unrefusedIds } from "../commands/retry-ids.ts";
import type { BookSession } from "../session/book-session.ts";
import type { TriedRows } from "../store/table-import-state.ts";
import { tryClients } from "./dry-run-clients.ts";
import { tryOrders } from "./dry-run-orders.ts";
import { tryPayments } from "./dry-run-payments.ts";
import { createRowTrial, type RowTrial } from "./row-dry-run.ts";
import type { IdentifiedRows } from "./row-ids.ts";
import { createSaidOnce } from "./said-once.ts";

/** Commands that are looked up at once. */
const AT_ONCE = 200;

/**
 * Tells of each command of a table whether the book would accept it, after those before it. Nothing
 * is written. Clients of orders who are not in the book are added with the first one, an order
 * whose number the book has is not placed again, and a payment that it has is not made again.
 * @throws the signal's reason when it is broken off.
 */
export async function tryRows(
  session: Pick<BookSession, "store" | "history" | "log">,
  table: Table,
  meaning: TableMeaning,
  { signal, onProgress }: CarryOptions,
): Promise<TriedRows> {
  // Each row is gone through twice: it is read, and then tried out.
  const total = table.rows.length;
  const read = await rowCommands(table, meaning, signal, (rows) =>
    onProgress?.(Math.floor(rows / 2), total),
  );
  let rowsTried = read.refused.length;
  const breathe = createBreathing();
  const trial = createRowTrial(session, table, meaning);
  const tryOne = createTrier(session.history, trial);
  for (let from = 0; from < read.commands.length; from += AT_ONCE) {
    const some = read.commands.slice(from, from + AT_ONCE).map(trial.identify);
    for (const [command, id] of await lookUp(session.log, some)) {
      await tryOne(command, id);
      await breathe();
      signal.throwIfAborted();
    }
    await trial.identifyKept();
    rowsTried += some.reduce((sum, { rows, placing }) => sum + (placing ? 0 : rows.length), 0);
    onProgress?.(Math.floor((total + rowsTried) / 2), total);
  }
  const { refused, ...tried } = trial.end();
  const unread = [...read.refused, ...refused];
  return { ...tried, refused: unread.toSorted((one, other) => one.row - other.row) };
}

/** Commands with the ids to send them under: of those done while the book was empty, their own. */
async function lookUp(
  log: BookSession["log"],
  commands: readonly IdentifiedRows[],
): Promise<readonly [IdentifiedRows, UnrefusedId][]> {
  const ids = await unrefusedIds(
    log,
    commands.map(({ idOf }) => idOf),
  );
  const older = await unrefusedIds(
    log,
    commands.flatMap(({ ofEmptyBook }) => ofEmptyBook?.idOf ?? []),
  );
  return commands.map((command, index) => {
    const { ofEmptyBook } = command;
    const before = ofEmptyBook && older[index];
    return before?.isThere
      ? [{ ...command, ...ofEmptyBook }, before]
      : [command, ids[index] as UnrefusedId];
  });
}

function createTrier(
  history: BookSession["history"],
  trial: RowTrial,
): (command: IdentifiedRows, id: UnrefusedId) => unknown {
  const once = createSaidOnce(trial);
  const clients = tryClients(history, trial, once);
  const orders = tryOrders(history, trial);
  const payments = tryPayments(history, trial, once);
  return (command, id) => {
    const { input } = command;
    switch (input.type) {
      case "RegisterClient":
        return clients.add(command, input, id);
      case "ChangeClient":
        return clients.change(command, input, id);
      case "PlaceOrder":
        return orders.place(command, input, id);
      case "ChangeOrderLines":
        return orders.changeLines(command, input, id);
      case "PayOrder":
      case "ShipOrder":
      case "CancelOrder":
        return orders.takeStep(command, input);
      case "CreditWallet":
      case "DebitWallet":
        return command.isBalance
          ? payments.fill(command, input)
          : payments.move(command, input, id);
    }
  };
}
