import type { BookId } from "../eventlog/book-catalog.ts";
import { canonicalJson } from "../eventlog/canonical-json.ts";
import type { CommandId, JsonObject } from "../eventlog/envelope.ts";
import { sha256 } from "../eventlog/sha256.ts";
import type { TableCommand } from "../transfer/csv/read-row.ts";
import type { RowCommand } from "../transfer/csv/row-commands.ts";
import type { IdOf } from "./unrefused-ids.ts";

/** A command of a table with the ids it may be sent under. */
export interface IdentifiedRows extends RowCommand {
  readonly idOf: IdOf;
  /** What its ids have in common: of nothing else that this table asks for. */
  readonly key: string;
}

/**
 * Gives the commands of one table their ids, in order. An id follows from what is asked for, and from how often the table asked for
 * the same before: the same table again adds nothing, and two equal rows are two. It is made with the book's own id, so that nobody
 * can tell from it what stood in a row without having the book.
 */
export function createRowIds(book: BookId): (command: RowCommand) => IdentifiedRows {
  const times = new Map<string, number>();
  return (command) => {
    const content = sha256(`${book} ${canonicalJson(asJson(command.input))}`);
    const time = (times.get(content) ?? 0) + 1;
    times.set(content, time);
    const idOf = (attempt: number) => `table/${content}/${time}/${attempt}` as CommandId;
    return { ...command, idOf, key: `${content.slice(0, 32)}-${time}` };
  };
}

// Readers leave out what a row does not say, so that nothing of it is undefined.
function asJson(input: TableCommand): JsonObject {
  return input as object as JsonObject;
}
