import { createBreathing } from "../../eventlog/breathing.ts";
import type { RefusedRow, RowReading, TableCommand, TableMeaning } from "./read-row.ts";
import type { Table } from "./read-table.ts";
import { createRowReader } from "./row-reader.ts";

/** A command that rows of a table ask for. */
export interface RowCommand {
  /** Their numbers, in order; those of an order may stand anywhere. */
  readonly rows: readonly number[];
  readonly input: TableCommand;
}

/** What the rows of a table ask for, and those that cannot be read. */
export interface RowCommands {
  readonly commands: readonly RowCommand[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads the commands that a table asks for, in steps that let the page draw. Rows with the same order number are one order, wherever
 * they stand: it has the place of its first row, and is refused as a whole where one of its rows is.
 * @throws the signal's reason when it is broken off.
 */
export async function rowCommands(
  table: Table,
  meaning: TableMeaning,
  signal: AbortSignal,
): Promise<RowCommands> {
  const breathe = createBreathing();
  const refused: RefusedRow[] = [];
  const groups = new Map<string, RowGroup>();
  const reader = createRowReader(table, meaning);
  for (const row of table.rows) {
    const reading = reader(row);
    const key = reading.reference ? `order ${reading.reference}` : `row ${row.row}`;
    const group = groups.get(key);
    if (group) group.push(reading);
    else groups.set(key, [reading]);
    await breathe();
    signal.throwIfAborted();
  }
  const commands: RowCommand[] = [];
  for (const group of groups.values()) {
    const made = commandOf(group);
    if ("rows" in made) commands.push(made);
    else refused.push(...made.refused);
    await breathe();
    signal.throwIfAborted();
  }
  return { commands, refused: refused.toSorted((one, other) => one.row - other.row) };
}

type RowGroup = RowReading[];

function commandOf(group: RowGroup): RowCommand | { readonly refused: readonly RefusedRow[] } {
  const [first, ...others] = group;
  const inputs = group.flatMap(({ input }) => input ?? []);
  const begin = inputs[0];
  const atFault = group.find(({ refused }) => refused)?.refused;
  if (atFault || !first || !begin) {
    const reason = `It belongs to order ${first?.reference}, of which row ${atFault?.row} is refused.`;
    return { refused: group.map(({ row, refused }) => refused ?? { row, reason }) };
  }
  const rows = group.map(({ row }) => row);
  if (begin.type !== "PlaceOrder") return { rows, input: begin };
  const stranger = others.find(({ input }) => !isSameOrder(begin, input));
  if (stranger) {
    const reason = `Rows ${first.row} and ${stranger.row} are both of order ${first.reference}, but differ in client, currency or date.`;
    return { refused: rows.map((row) => ({ row, reason })) };
  }
  const lines = inputs.flatMap((input) => (input.type === "PlaceOrder" ? input.lines : []));
  return { rows, input: { ...begin, lines } };
}

// What a later row leaves out is as the first one says.
function isSameOrder(first: TableCommand, other: TableCommand | undefined): boolean {
  if (first.type !== "PlaceOrder" || other?.type !== "PlaceOrder") return false;
  const { client, currency, occurredAt } = first;
  return (
    other.client === client &&
    other.currency === currency &&
    (other.occurredAt ?? occurredAt) === occurredAt
  );
}
