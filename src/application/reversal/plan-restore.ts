import { wallet } from "../../domain/aggregates/wallet.ts";
import type { CommandInput } from "../../domain/command-schema.ts";
import { type ClientId, walletStream } from "../../domain/ids.ts";
import type { Rejection } from "../../domain/rejection.ts";
import {
  type Restoration,
  restoreBalance,
  restoreClient,
  restoreOrder,
  type Staying,
} from "../../domain/reversal/restoration.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { isTold } from "../../read-model/queries/book-diff.ts";
import type { FieldChange } from "../../read-model/queries/field-diff.ts";
import type { History } from "../../read-model/read-model.ts";
import { type Trial, tryOn } from "../commands/dry-run.ts";
import { type Differing, findDiffering, type TooMany } from "./find-differing.ts";

/** What would come of bringing a record back. */
export type RestoreOutcome =
  | { readonly kind: "accepted"; readonly command: CommandInput }
  | { readonly kind: "refused"; readonly command: CommandInput; readonly rejection: Rejection }
  | { readonly kind: "stays"; readonly why: Staying }
  | { readonly kind: "left-out" };

/** A record that is now something else than it was. */
export interface RestoredRecord {
  readonly view: "clients" | "orders" | "wallets";
  /** What it is known by in its view. */
  readonly key: string;
  /** Whether it was not in the book yet. */
  readonly isNew: boolean;
  /** What differs, `before` as it was and `after` as it is; none of a new record, nor of a wallet that others' refunds would change. */
  readonly fields: readonly FieldChange[];
  readonly currency?: string;
  readonly outcome: RestoreOutcome;
}

/** What bringing a book, or one record of it, back to a moment would do. */
export interface RestorePlan {
  readonly kind: "plan";
  /** As it was then … */
  readonly at: Position;
  /** … and as it stands now: when it has moved on, this is out of date. */
  readonly head: Position;
  /** In the order in which their commands are to be sent. */
  readonly records: readonly RestoredRecord[];
}

/** What is to be brought back. */
export interface WantedRestore {
  /** To what it was then. */
  readonly at: Position;
  /** The stream of one record: nothing else is touched but by refunds. All records when left out. */
  readonly record?: StreamName;
  /** Records that are to stay as they are, see `recordKey`. */
  readonly leftOut: ReadonlySet<string>;
}

/** What a record is known by among those of all views. */
export function recordKey({ view, key }: Pick<RestoredRecord, "view" | "key">): string {
  return `${view} ${key}`;
}

/**
 * Plans how a book is brought back to what it was at a position, by commands that are tried out one after the other. Nothing is
 * written. Clients come first, then orders, then the wallets with what is given back for orders that are cancelled.
 * @throws the signal's reason when it is broken off.
 */
export async function planRestore(
  history: History,
  { at, record, leftOut }: WantedRestore,
  signal: AbortSignal,
): Promise<RestorePlan | TooMany> {
  const head = history.head().position;
  const found = await findDiffering(history, { at, head, record }, signal);
  if ("kind" in found) return found;

  const breathe = createBreathing();
  const trial = tryOn(history);
  const records: RestoredRecord[] = [];
  const add = async (row: Differing): Promise<void> => {
    const told = described(row);
    const isLeftOut = leftOut.has(recordKey(told));
    const outcome: RestoreOutcome = isLeftOut
      ? { kind: "left-out" }
      : await tryOut(trial, restorationOf(row, trial));
    // A wallet that differs neither now nor once orders are brought back is nobody's matter.
    const differs = told.isNew || told.fields.length > 0 || outcome.kind !== "stays";
    if (differs) records.push({ ...told, outcome });
    await breathe();
    signal.throwIfAborted();
  };
  for (const row of found) if (row.view !== "wallets") await add(row);
  const wallets = found.filter((row) => row.view === "wallets");
  const refunded = record === undefined ? refundedWallets(history, found, wallets, at, head) : [];
  for (const row of [...wallets, ...refunded]) await add(row);
  return { kind: "plan", at, head, records };
}

// Wallets that are what they were, but will get back what was paid for an order that is to be cancelled.
function refundedWallets(
  history: History,
  found: readonly Differing[],
  wallets: readonly Differing[],
  at: Position,
  head: Position,
): Differing[] {
  const seen = new Set<ClientId>();
  for (const row of wallets) if (row.view === "wallets") seen.add(row.after.clientId);
  return found.flatMap((row): Differing[] => {
    if (row.view !== "orders" || row.before || row.after.status !== "paid") return [];
    const { clientId } = row.after;
    const after = history.wallets.row(clientId, head);
    if (seen.has(clientId) || !after) return [];
    seen.add(clientId);
    const before = history.wallets.row(clientId, at);
    return [{ view: "wallets", ...(before && { before }), after, fields: [] }];
  });
}

function restorationOf(row: Differing, trial: Trial): Restoration {
  switch (row.view) {
    case "clients":
      return restoreClient(row.before, row.after);
    case "orders":
      return restoreOrder(row.before, row.after);
    case "wallets": {
      const { clientId } = row.after;
      const state = trial.stateOf(wallet, walletStream(clientId));
      const now = state.status === "open" ? state.balance : 0;
      return restoreBalance(clientId, row.before?.balance, now);
    }
    default:
      return row satisfies never;
  }
}

async function tryOut(trial: Trial, restoration: Restoration): Promise<RestoreOutcome> {
  if (restoration.kind === "stays") return restoration;
  const { command } = restoration;
  const decision = await trial.ask(command);
  return decision.accepted
    ? { kind: "accepted", command }
    : { kind: "refused", command, rejection: decision.rejection };
}

function described({ view, before, after, fields }: Differing): Omit<RestoredRecord, "outcome"> {
  return {
    view,
    key: "id" in after ? after.id : after.clientId,
    isNew: before === undefined,
    fields: before ? fields.filter(isTold) : [],
    ...("currency" in after && { currency: after.currency }),
  };
}
