import { type CommandRefusal, refuseRows } from "../../formats/csv/rows/row-errors.ts";
import type { RefusedRow, TableMeaning } from "../../formats/csv/rows/row-reading.ts";
import type { Table } from "../../formats/csv/table.ts";
import type { CarryOptions } from "../branches/plan-replay.ts";
import { CLOSED } from "../branches/replay-commands.ts";
import { checkoutMovedBy } from "../branches/replayed-command.ts";
import { carryThrough } from "../commands/checkout-step.ts";
import type { BookSession } from "../session/book-session.ts";
import type { SentRows, TriedCommand } from "../store/table-import-state.ts";
import { ofBalance } from "./known-balances.ts";
import { isPayment } from "./known-payments.ts";

/** Commands under way at once: they share transactions. */
const AT_ONCE = 64;

/**
 * Sends the commands of a table in their order, a few at once: the book decides them as they come.
 * What is accepted stays, whatever breaks this off, and none is done twice.
 */
export async function sendRows(
  session: Pick<BookSession, "bus" | "history" | "follower">,
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
      const answer = await session.bus.dispatch({ ...command.input, commandId: command.id });
      if (!answer.accepted && CLOSED.includes(answer.rejection.code)) {
        // The book takes nothing now, so neither will it take the rest.
        stopped = new Error(answer.rejection.message);
        return;
      }
      const orderId = checkoutMovedBy(command.input);
      if (answer.accepted && orderId) await carryThrough(session, orderId);
      answered.add(command);
      rowsDone += rowsOf(command);
      const rejection = answer.accepted ? whyUnpaid(session, command) : answer.rejection;
      if (!rejection) accepted += 1;
      else refused.push(...refuseRows(command, saidOf(command, rejection), table, meaning));
      onProgress?.(rowsDone, rowsToSend);
    } catch (error) {
      stopped ??= error;
    }
  };

  const underWay = new Set<Promise<void>>();
  for (const command of commands) {
    if (signal.aborted) stopped ??= signal.reason;
    if (stopped !== undefined) break;
    // What follows may need the money that this one moves.
    if (checkoutMovedBy(command.input)) await Promise.all(underWay);
    const over = send(command).then(() => {
      underWay.delete(over);
    });
    underWay.add(over);
    if (checkoutMovedBy(command.input)) await over;
    else if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return {
    accepted,
    refused: refused.toSorted((one, other) => one.row - other.row),
    rest: commands.filter((command) => !answered.has(command)),
    ...(stopped !== undefined && { stopped }),
  };
}

/** Why the wallet did not pay for an order, where a row says that it was paid. */
function whyUnpaid(
  { history }: Pick<BookSession, "history">,
  { input }: TriedCommand,
): CommandRefusal | undefined {
  if (input.type !== "PayOrder") return undefined;
  const { outcome, reason, parked } =
    history.checkouts.row(input.orderId, history.head().position) ?? {};
  if (outcome === "paid") return undefined;
  return {
    code: "unpaid",
    field: "paidAt",
    message: reason ?? parked ?? "The payment is still under way.",
  };
}

function saidOf({ input }: TriedCommand, refusal: CommandRefusal): CommandRefusal {
  return isPayment(input) ? ofBalance(refusal, input) : refusal;
}
