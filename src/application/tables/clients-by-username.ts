import { DETAILS } from "../../domain/aggregates/client.ts";
import { comparableUsername } from "../../domain/aggregates/username.ts";
import type { TableCommandOf } from "../../formats/csv/rows/row-reading.ts";
import type { ClientRow } from "../../read-model/projections/clients.ts";
import type { FieldChange } from "../../read-model/queries/field-diff.ts";
import type { History } from "../../read-model/read-model.ts";

/** A client as a table asks for it. */
type AskedClient = TableCommandOf<"RegisterClient">;

/** What a book has of a client that a table asks for. */
export type KnownClient =
  | { readonly kind: "new" | "same" }
  | {
      readonly kind: "changes";
      readonly input: TableCommandOf<"ChangeClient">;
      readonly fields: readonly FieldChange[];
    };

/**
 * Holds clients of a table against those that a book has under the same username. What a row leaves
 * empty is no change, nor is an address that is the end of the one in the book; a change has no
 * date of its own, since that of the row is when the client came.
 */
export function compareByUsername(history: History): (asked: AskedClient) => KnownClient {
  const at = history.head().position;
  const known = new Map<string, ClientRow>();
  for (const client of history.clients.rows(at)) {
    known.set(comparableUsername(client.username), client);
  }
  return (asked) => {
    const client = known.get(comparableUsername(asked.username));
    if (!client) return { kind: "new" };
    const fields = DETAILS.flatMap((field): FieldChange[] => {
      const [before, after] = [client[field], asked[field]?.trim()];
      // A table with the country alone takes away no street.
      const isEnd = field === "address" && before?.endsWith(`\n${after}`);
      if (!after || after === before || isEnd) return [];
      return [before === undefined ? { field, after } : { field, before, after }];
    });
    if (fields.length === 0) return { kind: "same" };
    const details = Object.fromEntries(fields.map(({ field, after }) => [field, after]));
    return {
      ...{ kind: "changes", fields },
      input: { type: "ChangeClient", client: client.username, ...details },
    };
  };
}
