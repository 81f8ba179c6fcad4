import { comparableUsername } from "../../domain/aggregates/username.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { RowCommand } from "../../formats/csv/rows/row-commands.ts";
import type { TableCommandOf } from "../../formats/csv/rows/row-reading.ts";
import type { History } from "../../read-model/read-model.ts";
import type { UnrefusedId } from "../commands/retry-ids.ts";
import { compareByUsername, type KnownClient } from "./clients-by-username.ts";
import type { RowTrial } from "./row-dry-run.ts";
import type { IdentifiedRows } from "./row-ids.ts";
import type { SaidOnce } from "./said-once.ts";

/** Tries clients: those who are to be added, and what is known of those who are there. */
export function tryClients(history: History, trial: RowTrial, { isSaidTwice }: SaidOnce) {
  const { kind } = trial.meaning;
  const compare = kind === "orders" ? undefined : compareByUsername(history);
  /** Whom this table adds, now or before: of others a whole book tells nothing new. */
  const added = new Set<string>();
  const at = history.head().position;
  const idOf = new Map<string, ClientId>();
  if (kind === "book") {
    for (const { id, username } of history.clients.rows(at)) {
      idOf.set(comparableUsername(username), id);
    }
  }
  const isMade = ({ client, occurredAt }: TableCommandOf<"ChangeClient">): boolean => {
    const id = idOf.get(comparableUsername(client));
    const changes = id === undefined ? [] : history.clients.changes(id, at);
    return changes.some(
      (made) => made.event.type === "ClientChanged" && made.occurredAt === occurredAt,
    );
  };

  const changeKnown = async (
    rows: RowCommand["rows"],
    { input, fields }: Extract<KnownClient, { readonly kind: "changes" }>,
  ): Promise<void> => {
    const change = trial.identify({ rows, input });
    const decision = await trial.settle(change);
    if (decision.accepted) trial.tellChange({ row: rows[0] ?? 0, username: input.client, fields });
  };
  return {
    async add(
      command: IdentifiedRows,
      asked: TableCommandOf<"RegisterClient">,
      { id, isThere }: UnrefusedId,
    ) {
      const username = comparableUsername(asked.username);
      const known = compare?.(asked);
      if (isThere || known === undefined || known.kind === "new") added.add(username);
      if (known?.kind === "changes" && kind !== "book") {
        if (isSaidTwice(command, `client ${username}`, "username")) return;
        return changeKnown(command.rows, known);
      }
      if (isThere || (known && known.kind !== "new")) return trial.skip();
      await trial.settle(command, id);
    },
    async change(
      command: IdentifiedRows,
      asked: TableCommandOf<"ChangeClient">,
      { id, isThere }: UnrefusedId,
    ) {
      const isNew = added.has(comparableUsername(asked.client)) && !isMade(asked);
      if (isThere || !isNew) return trial.skip();
      await trial.settle(command, id);
    },
  };
}
