import type { OrderId } from "../../../domain/ids.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { createBreathing } from "../../../eventlog/util/yield-to-main.ts";
import { isSameDay } from "../cells/read-date.ts";
import { ORDER_STEP_FIELDS, type OrderStepField } from "../fields.ts";
import type { Table } from "../table.ts";
import { createRowReader } from "./row-reader.ts";
import type {
  ClientTold,
  RefusedRow,
  RowReading,
  TableCommand,
  TableMeaning,
} from "./row-reading.ts";

/** A command that rows of a table ask for. */
export interface RowCommand {
  /** Their numbers, in order; those of an order may stand anywhere. */
  readonly rows: readonly number[];
  readonly input: TableCommand;
  /** The number of the order that it is about, where it does not place it. */
  readonly reference?: string;
  /** What an order tells of its client, who may not be in the book yet. */
  readonly told?: ClientTold;
  /** Of a step of an order: the command that places it, where its own rows tell the step. */
  readonly placing?: RowCommand;
  /** Whether a payment says what is to be in the wallet, and not what moves. */
  readonly isBalance?: true;
}

/** What the rows of a table ask for, and those that cannot be read. */
export interface RowCommands {
  /**
   * In the order of their time, those without one last; of a whole book, as they stand.
   */
  readonly commands: readonly RowCommand[];
  readonly refused: readonly RefusedRow[];
}

/** Rows between two times that it is told how many are read. */
const ROWS_TOLD = 1_000;
/** Milliseconds within which the rows of one order are stamped. */
const ONE_ORDER_MS = 3_600_000;

/**
 * Reads the commands that a table asks for, in steps that let the page draw. Rows with the same
 * order number are one order, wherever they stand, with the earliest of their dates: it is refused
 * as a whole where one of its rows is.
 * @param onProgress is called with the number of rows that are read.
 * @throws the signal's reason when it is broken off.
 */
export async function rowCommands(
  table: Table,
  meaning: TableMeaning,
  signal: AbortSignal,
  onProgress?: (rows: number) => void,
): Promise<RowCommands> {
  const breathe = createBreathing();
  const refused: RefusedRow[] = [];
  const groups = new Map<string, RowReading[]>();
  const reader = createRowReader(table, meaning);
  for (const [index, row] of table.rows.entries()) {
    const reading = reader(row);
    if (index % ROWS_TOLD === 0) onProgress?.(index);
    if (reading.isLeftOut && reading.refused) {
      refused.push(reading.refused);
    } else {
      const key = reading.group ? `order ${reading.group}` : `row ${row.row}`;
      const group = groups.get(key);
      if (group) group.push(reading);
      else groups.set(key, [reading]);
    }
    await breathe();
    signal.throwIfAborted();
  }
  const commands: RowCommand[] = [];
  const steps: RowCommand[] = [];
  for (const group of groups.values()) {
    const made = commandOf(group);
    if ("rows" in made) {
      commands.push(made);
      steps.push(...stepsOf(made, group));
    } else {
      refused.push(...made.refused);
    }
    await breathe();
    signal.throwIfAborted();
  }
  return {
    commands: meaning.kind === "book" ? commands : inOrderOfTime(commands, steps),
    refused: refused.toSorted((one, other) => one.row - other.row),
  };
}

/**
 * The steps that an order has taken, where each row that tells of any says so: at the latest of
 * their times.
 */
function stepsOf(placing: RowCommand, group: readonly RowReading[]): RowCommand[] {
  const { rows, input } = placing;
  if (input.type !== "PlaceOrder" || !group[0]?.steps) return [];
  const { reference = "" } = input;
  return ORDER_STEP_FIELDS.flatMap((field) => {
    const telling = group.flatMap(({ steps }) => steps ?? []);
    const times = telling.flatMap((steps) => steps[field] ?? []);
    if (times.length < telling.length) return [];
    const latest = Math.max(...times) as EpochMs;
    const { occurredAt: placed = latest } = input;
    // The day alone of a step is no moment before the order.
    const occurredAt = latest < placed && isSameDay(latest, placed) ? placed : latest;
    return [{ rows: rows.slice(0, 1), input: stepOf(field, occurredAt), reference, placing }];
  });
}

// The order has its id when it is placed.
function stepOf(field: OrderStepField, occurredAt: EpochMs): TableCommand {
  return { type: STEPS[field], orderId: "" as OrderId, occurredAt };
}

const STEPS = { paidAt: "PayOrder", shippedAt: "ShipOrder", cancelledAt: "CancelOrder" } as const;

// What is dated alike stays as it stands in the table, or the other way round in one that begins
// with the newest. No step comes before its order.
function inOrderOfTime(
  commands: readonly RowCommand[],
  ofOrders: readonly RowCommand[],
): readonly RowCommand[] {
  const timeOf = ({ input, placing }: RowCommand): number => {
    const time = input.occurredAt ?? Number.POSITIVE_INFINITY;
    return placing ? Math.max(time, timeOf(placing)) : time;
  };
  const steps = commands.slice(1).map((command, index) => {
    const before = commands[index];
    return before ? Math.sign(timeOf(command) - timeOf(before)) : 0;
  });
  const beginsWithNewest = steps.includes(-1) && !steps.includes(1);
  const inTurn = beginsWithNewest ? commands.toReversed() : commands;
  return [...inTurn, ...ofOrders].toSorted((one, other) => {
    const [first, second] = [timeOf(one), timeOf(other)];
    return first === second ? 0 : first - second;
  });
}

function commandOf(
  group: readonly RowReading[],
): RowCommand | { readonly refused: readonly RefusedRow[] } {
  const [first, ...others] = group;
  const inputs = group.flatMap(({ input }) => input ?? []);
  const begin = inputs[0];
  const atFault = group.find(({ refused }) => refused)?.refused;
  if (atFault || !first || !begin) {
    const reason = `It belongs to order ${first?.reference}, of which row ${atFault?.row} is refused.`;
    const code = "other-row-refused";
    return { refused: group.map(({ row, refused }) => refused ?? { row, code, reason }) };
  }
  const rows = group.map(({ row }) => row);
  if (begin.type !== "PlaceOrder" && begin.type !== "ChangeOrderLines") {
    const { reference, isBalance } = first;
    return {
      ...{ rows, input: begin },
      ...(reference && { reference }),
      ...(isBalance && { isBalance }),
    };
  }
  const stranger = others.find(({ input }) => !isSameOrder(begin, input));
  if (stranger) {
    const reason = `Rows ${first.row} and ${stranger.row} are both of order ${first.reference}, but differ in client, currency or date.`;
    return { refused: rows.map((row) => ({ row, code: "mixed-order", reason })) };
  }
  const dates = inputs.flatMap(({ occurredAt }) => occurredAt ?? []);
  // An order without a date was there when it took its first step.
  const times = dates.length > 0 ? dates : group.flatMap(({ steps = {} }) => Object.values(steps));
  const occurredAt = times.toSorted((one, other) => one - other)[0];
  const lines = inputs.flatMap((input) => ("lines" in input ? input.lines : []));
  const told = Object.assign({}, ...group.map((reading) => reading.told).toReversed());
  return {
    rows,
    ...(begin.type !== "PlaceOrder" && first.reference && { reference: first.reference }),
    input: { ...begin, lines, ...(occurredAt !== undefined && { occurredAt }) },
    ...(Object.keys(told).length > 0 && { told }),
  };
}

// What a later row leaves out is as the first one says.
function isSameOrder(first: TableCommand, other: TableCommand | undefined): boolean {
  if (first.type === "ChangeOrderLines") return other?.type === first.type;
  if (first.type !== "PlaceOrder" || other?.type !== "PlaceOrder") return false;
  const { client, currency, occurredAt } = first;
  const apart = (other.occurredAt ?? occurredAt ?? 0) - (occurredAt ?? other.occurredAt ?? 0);
  return other.client === client && other.currency === currency && Math.abs(apart) <= ONE_ORDER_MS;
}
