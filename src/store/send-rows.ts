import type { Rejection } from "../domain/rejection.ts";
import type { RefusedRow, TableMeaning } from "../transfer/csv/read-row.ts";
import { refuseRows } from "../transfer/csv/refuse-rows.ts";
import type { Table } from "../transfer/csv/table.ts";
import type { BookSession } from "./book-session.ts";
import { CLOSED } from "./carry-over.ts";
import { isPayment, ofBalance } from "./known-balances.ts";
import type { CarryOptions } from "./plan-carry.ts";
import type { SentRows, TriedCommand } from "./table-import-state.ts";

/** Commands under way at once: they share transactions. */
const AT_ONCE = 64;

/**
 * Sends the commands of a table in their order, a few at once: the book decides them as they come.
 * What is accepted stays, whatever breaks this off, and none is done twice.
 */
export async function sendRows(
  { bus }: Pick<BookSession, "bus">,
  commands: readonly TriedCommand[],
  { table, meaning }: { readonly table: Table; readonly meaning: TableMeaning },
  { signal, onProgress }: CarryOptions,
): Promise<SentRows> {
  const answered = new Set<TriedCommand>();
  const refused: RefusedRow[] = [];
  let accepted = 0;
  let stopped: unknown;
  // A client that an order brings has no row of its own.
  const rowsOf = ({ input, rows }: TriedCommand): number =>
    meaning.kind === "orders" && input.type !== "PlaceOrder" ? 0 : rows.length;
  const rowsToSend = commands.reduce((sum, command) => sum + rowsOf(command), 0);
  let rowsDone = 0;

  const send = async (command: TriedCommand): Promise<void> => {
    if (stopped !== undefined) return;
    try {
      const answer = await bus.dispatch({ ...command.input, commandId: command.id });
      if (!answer.accepted && CLOSED.includes(answer.rejection.code)) {
        // The book takes nothing now, so neither will it take the rest.
        stopped = new Error(answer.rejection.message);
        return;
      }
      answered.add(command);
      rowsDone += rowsOf(command);
      if (answer.accepted) accepted += 1;
      else refused.push(...refuseRows(command, saidOf(command, answer.rejection), table, meaning));
      onProgress?.(rowsDone, rowsToSend);
    } catch (error) {
      stopped ??= error;
    }
  };

  const underWay = new Set<Promise<void>>();
  for (const command of commands) {
    if (signal.aborted) stopped ??= signal.reason;
    if (stopped !== undefined) break;
    const over = send(command).then(() => {
      underWay.delete(over);
    });
    underWay.add(over);
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return {
    accepted,
    refused: refused.toSorted((one, other) => one.row - other.row),
    rest: commands.filter((command) => !answered.has(command)),
    ...(stopped !== undefined && { stopped }),
  };
}

function saidOf({ input }: TriedCommand, rejection: Rejection): Rejection {
  return isPayment(input) ? ofBalance(rejection, input) : rejection;
}
