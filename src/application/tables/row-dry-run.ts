import type { Decision } from "../../domain/aggregate.ts";
import { parseCommand } from "../../domain/command-schema.ts";
import { type CommandId, positionAfter, START } from "../../eventlog/envelope.ts";
import type { RowCommand } from "../../formats/csv/rows/row-commands.ts";
import { type CommandRefusal, refuseRows } from "../../formats/csv/rows/row-errors.ts";
import type { RefusedRow, TableMeaning } from "../../formats/csv/rows/row-reading.ts";
import type { Table } from "../../formats/csv/table.ts";
import { type Trial, tryOn } from "../commands/dry-run.ts";
import type { BookSession } from "../session/book-session.ts";
import type { ClientChange, TriedCommand, TriedRows } from "../store/table-import-state.ts";
import { addDerivedTo } from "./derived-rows.ts";
import { createRowIds, type IdentifiedRows } from "./row-ids.ts";

/** What comes of the commands of a table while they are tried, one after the other. */
export interface RowTrial extends Pick<Trial, "stateOf"> {
  readonly meaning: TableMeaning;
  /** Gives a command the ids that it may be sent under. */
  identify(command: RowCommand): IdentifiedRows;
  /** Decides a command, after those that were accepted before. Nothing of it is kept. */
  ask(command: RowCommand): Promise<Decision>;
  /** Keeps a command to be sent under an id; under one of its own ids where that is left out. */
  accept(command: IdentifiedRows, id?: CommandId): void;
  refuse(command: RowCommand, refusal: CommandRefusal): void;
  /** Decides a command, and keeps it or refuses its rows. */
  settle(command: IdentifiedRows, id?: CommandId): Promise<Decision>;
  /** Counts a command that the book has done before. */
  skip(): void;
  /** Counts a payment that the book has, and that can be made once more by hand. */
  skipPayment(payment: IdentifiedRows): void;
  /** Tells what a command that was kept changes of a client. */
  tellChange(change: ClientChange): void;
  /** Looks up the ids of what was kept without any. */
  identifyKept(): Promise<void>;
  end(): TriedRows;
}

/** Begins to try the commands of a table on a book as it stands. */
export function createRowTrial(
  { store, history, log }: Pick<BookSession, "store" | "history" | "log">,
  table: Pick<Table, "columns">,
  meaning: TableMeaning,
): RowTrial {
  const identify = createRowIds(store.getState().book.id, history.event(positionAfter(START))?.id);
  const trial = tryOn(history);
  const refused: RefusedRow[] = [];
  const accepted: TriedCommand[] = [];
  const equal: TriedCommand[] = [];
  const changes: ClientChange[] = [];
  const derived = addDerivedTo(accepted, log);
  const again = addDerivedTo(equal, log);
  let there = 0;

  const ask = async ({ input }: RowCommand): Promise<Decision> => {
    const asked = parseCommand(input);
    return "code" in asked ? { accepted: false, rejection: asked } : trial.ask(asked);
  };
  const accept = (command: IdentifiedRows, id?: CommandId): void => {
    const { rows, input } = command;
    if (id === undefined) derived.accept(command);
    else accepted.push({ rows, input, id });
  };
  const refuse: RowTrial["refuse"] = (command, rejection) => {
    refused.push(...refuseRows(command, rejection, table, meaning));
  };
  return {
    ...{ meaning, identify, ask, accept, refuse, stateOf: trial.stateOf },
    async settle(command, id) {
      const decision = await ask(command);
      if (decision.accepted) accept(command, id);
      else refuse(command, decision.rejection);
      return decision;
    },
    skip() {
      there += 1;
    },
    skipPayment(payment) {
      there += 1;
      again.accept(payment);
    },
    tellChange: (change) => changes.push(change),
    async identifyKept() {
      await derived.identify();
      await again.identify();
    },
    end: () => ({
      ...{ accepted, there, equal, changes },
      refused: refused.toSorted((one, other) => one.row - other.row),
    }),
  };
}
