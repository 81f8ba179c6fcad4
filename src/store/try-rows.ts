import type { Decision } from "../domain/aggregate.ts";
import { parseCommand } from "../domain/command-input.ts";
import type { Rejection } from "../domain/rejection.ts";
import { createBreathing } from "../eventlog/breathing.ts";
import type { TableCommand, TableMeaning } from "../transfer/csv/read-row.ts";
import { refuseRows } from "../transfer/csv/refuse-rows.ts";
import { type RowCommand, rowCommands } from "../transfer/csv/row-commands.ts";
import type { Table } from "../transfer/csv/table.ts";
import type { BookSession } from "./book-session.ts";
import { compareByNumber } from "./orders-by-number.ts";
import type { CarryOptions } from "./plan-carry.ts";
import { createRowIds, type IdentifiedRows } from "./row-ids.ts";
import type { TriedCommand, TriedRows } from "./table-import-state.ts";
import { tryOn } from "./trial.ts";
import { type IdOf, type UnrefusedId, unrefusedIds } from "./unrefused-ids.ts";

/** Commands that are looked up at once. */
const AT_ONCE = 200;

/**
 * Tells of each command of a table whether the book would accept it, after those before it. Nothing
 * is written. Clients of orders who are not in the book are added with the first one, and an order
 * whose number the book has is not placed again.
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
  const compare = compareByNumber(history);
  const refused = [...read.refused];
  const accepted: TriedCommand[] = [];
  /** Clients that were added, by their places among what is accepted: many are looked up at once. */
  const newClients: { readonly place: number; readonly idOf: IdOf }[] = [];
  let there = 0;

  const ask = async ({ input }: RowCommand): Promise<Decision> => {
    const asked = parseCommand(input);
    return "code" in asked ? { accepted: false, rejection: asked } : trial.ask(asked);
  };
  // Whom an order names is added first, where nobody goes by that name.
  const addClient = async (order: IdentifiedRows): Promise<Decision> => {
    const { rows, input, idOf } = identify(clientOf(order));
    const decision = await ask({ rows, input });
    if (!decision.accepted) return asOfOrder(decision.rejection);
    newClients.push({ place: accepted.length, idOf });
    accepted.push({ rows, input, id: idOf(1) });
    return decision;
  };
  const identifyNewClients = async (): Promise<void> => {
    const added = newClients.splice(0);
    const ids = await unrefusedIds(
      log,
      added.map(({ idOf }) => idOf),
    );
    for (const [index, { place }] of added.entries()) {
      const [command, found] = [accepted[place], ids[index]];
      if (command && found) accepted[place] = { ...command, id: found.id };
    }
  };
  const tryOne = async (command: IdentifiedRows, { id, isThere }: UnrefusedId): Promise<void> => {
    const { rows, input } = command;
    const known = isThere || input.type !== "PlaceOrder" ? undefined : compare(input);
    if (isThere || known?.kind === "same") {
      there += 1;
      return;
    }
    if (known?.kind === "differs") {
      refused.push(...refuseRows(command, otherOrder(input, known.difference), table, meaning));
      return;
    }
    let decision = await ask(command);
    if (!decision.accepted && isNewClient(decision.rejection, input, meaning)) {
      decision = await addClient(command);
      if (decision.accepted) decision = await ask(command);
    }
    if (decision.accepted) accepted.push({ rows, input, id });
    else refused.push(...refuseRows(command, decision.rejection, table, meaning));
  };

  for (let from = 0; from < read.commands.length; from += AT_ONCE) {
    const some = read.commands.slice(from, from + AT_ONCE).map(identify);
    const ids = await unrefusedIds(
      log,
      some.map(({ idOf }) => idOf),
    );
    for (const [index, id] of ids.entries()) {
      await tryOne(some[index] as IdentifiedRows, id);
      await breathe();
      signal.throwIfAborted();
    }
    await identifyNewClients();
    onProgress?.(from + some.length, read.commands.length);
  }
  return { accepted, there, refused: refused.toSorted((one, other) => one.row - other.row) };
}

function isNewClient(
  { code }: Rejection,
  { type }: TableCommand,
  { newClients }: TableMeaning,
): boolean {
  return newClients.areAdded && type === "PlaceOrder" && code === "unknown-client";
}

function clientOf({ rows, input, told }: RowCommand): RowCommand {
  if (input.type !== "PlaceOrder") throw new TypeError("Only an order brings its client.");
  const { client: username, occurredAt } = input;
  const when = occurredAt === undefined ? {} : { occurredAt };
  return {
    rows: rows.slice(0, 1),
    input: { type: "RegisterClient", username, ...told, ...when },
  };
}

// The order names in one column what the client would be called.
function asOfOrder(rejection: Rejection): Decision {
  const isName = rejection.field === "username";
  return { accepted: false, rejection: isName ? { ...rejection, field: "client" } : rejection };
}

function otherOrder(input: TableCommand, difference: string): Pick<Rejection, "field" | "message"> {
  const number = input.type === "PlaceOrder" ? input.reference : "";
  const message = `Order ${number} is in the book already, and differs: ${difference}. It was not changed. Change it on its own screen, or give this one another number.`;
  return { field: "reference", message };
}
