import type { Decision } from "../domain/aggregate.ts";
import { parseCommand } from "../domain/command-input.ts";
import type { Rejection } from "../domain/rejection.ts";
import { comparableUsername } from "../domain/username.ts";
import { createBreathing } from "../eventlog/breathing.ts";
import type { TableKind } from "../transfer/csv/fields.ts";
import type { TableCommand, TableMeaning } from "../transfer/csv/read-row.ts";
import { type CommandRefusal, refuseRows } from "../transfer/csv/refuse-rows.ts";
import { type RowCommand, rowCommands } from "../transfer/csv/row-commands.ts";
import type { Table } from "../transfer/csv/table.ts";
import type { History } from "../views/history.ts";
import type { BookSession } from "./book-session.ts";
import { compareByUsername, type KnownClient } from "./clients-by-username.ts";
import { addDerivedTo } from "./derived-rows.ts";
import { isPayment, moveToBalance, ofBalance } from "./known-balances.ts";
import { compareByNumber, type KnownOrder } from "./orders-by-number.ts";
import type { CarryOptions } from "./plan-carry.ts";
import { createRowIds, type IdentifiedRows } from "./row-ids.ts";
import type { ClientChange, TriedCommand, TriedRows } from "./table-import-state.ts";
import { tryOn } from "./trial.ts";
import { type UnrefusedId, unrefusedIds } from "./unrefused-ids.ts";

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
  // Each row is gone through twice: it is read, and then tried out.
  const total = table.rows.length;
  const read = await rowCommands(table, meaning, signal, (rows) =>
    onProgress?.(Math.floor(rows / 2), total),
  );
  let rowsTried = read.refused.length;
  const breathe = createBreathing();
  const identify = createRowIds(store.getState().book.id);
  const trial = tryOn(history);
  const knownOf = lookUp(history, meaning.kind);
  const toBalance = meaning.kind === "wallets" ? moveToBalance(history) : undefined;
  const refused = [...read.refused];
  const accepted: TriedCommand[] = [];
  const changes: ClientChange[] = [];
  const derived = addDerivedTo(accepted, log);
  let there = 0;

  const ask = async ({ input }: RowCommand): Promise<Decision> => {
    const asked = parseCommand(input);
    return "code" in asked ? { accepted: false, rejection: asked } : trial.ask(asked);
  };
  // Whom an order names is added first, where nobody goes by that name.
  const addClient = async (order: IdentifiedRows): Promise<Decision> => {
    const client = identify(clientOf(order));
    const decision = await ask(client);
    if (!decision.accepted) return asOfOrder(decision.rejection);
    derived.accept(client);
    return decision;
  };
  const changeClient = async (
    rows: RowCommand["rows"],
    { input, fields }: Extract<KnownClient, { readonly kind: "changes" }>,
  ): Promise<void> => {
    const change = identify({ rows, input });
    const decision = await ask(change);
    if (!decision.accepted) {
      refused.push(...refuseRows(change, decision.rejection, table, meaning));
      return;
    }
    changes.push({ row: rows[0] ?? 0, username: input.client, fields });
    derived.accept(change);
  };
  // What the table says a second time of one client or wallet cannot both be so.
  const said = new Map<string, number>();
  const isSaidTwice = (command: IdentifiedRows, what: string, field: string): boolean => {
    const [row = 0] = command.rows;
    const before = said.get(what);
    if (before === undefined) {
      said.set(what, row);
      return false;
    }
    const message = `Row ${before} says it already. Keep one of the two.`;
    refused.push(...refuseRows(command, { code: "said-twice", field, message }, table, meaning));
    return true;
  };
  const fillWallet = async (command: IdentifiedRows): Promise<void> => {
    const { rows, input } = command;
    if (!toBalance || !isPayment(input)) return;
    const wallet = `${input.currency} ${comparableUsername(input.client)}`;
    if (isSaidTwice(command, `wallet ${wallet}`, "client")) return;
    const move = toBalance(input);
    if (!move) {
      there += 1;
      return;
    }
    const payment = identify({ rows, input: move });
    const decision = await ask(payment);
    if (decision.accepted) derived.accept(payment);
    else refused.push(...refuseRows(command, ofBalance(decision.rejection, move), table, meaning));
  };
  const tryOne = async (command: IdentifiedRows, { id, isThere }: UnrefusedId): Promise<void> => {
    const { rows, input } = command;
    if (command.isBalance) return fillWallet(command);
    const known = isThere && input.type !== "RegisterClient" ? undefined : knownOf(input);
    if (known?.kind === "changes") {
      const username = comparableUsername(known.input.client);
      if (isSaidTwice(command, `client ${username}`, "username")) return;
      return changeClient(rows, known);
    }
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
    await derived.identify();
    rowsTried += some.reduce((sum, { rows }) => sum + rows.length, 0);
    onProgress?.(Math.floor((total + rowsTried) / 2), total);
  }
  return {
    ...{ accepted, there, changes },
    refused: refused.toSorted((one, other) => one.row - other.row),
  };
}

/** Looks up what a book has of what a table is about, and of nothing else. */
function lookUp(
  history: History,
  kind: TableKind,
): (input: TableCommand) => KnownOrder | KnownClient | undefined {
  if (kind === "orders") {
    const compare = compareByNumber(history);
    return (input) => (input.type === "PlaceOrder" ? compare(input) : undefined);
  }
  if (kind === "clients") {
    const compare = compareByUsername(history);
    return (input) => (input.type === "RegisterClient" ? compare(input) : undefined);
  }
  return () => undefined;
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

function otherOrder(input: TableCommand, difference: string): CommandRefusal {
  const number = input.type === "PlaceOrder" ? input.reference : "";
  const message = `Order ${number} is in the book already, and differs: ${difference}. It was not changed. Change it on its own screen, or give this one another number.`;
  return { code: "order-differs", field: "reference", message };
}
