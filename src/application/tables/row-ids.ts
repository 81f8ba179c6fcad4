import type { BookId } from "../../domain/ids.ts";
import { canonicalJson } from "../../eventlog/chain/canonical-json.ts";
import { sha256 } from "../../eventlog/chain/sha256.ts";
import type { CommandId, EventId, JsonObject } from "../../eventlog/envelope.ts";
import type { RowCommand } from "../../formats/csv/rows/row-commands.ts";
import type { TableCommand } from "../../formats/csv/rows/row-reading.ts";
import type { IdOf } from "../commands/retry-ids.ts";

/** The ids that a command of a table may be sent under. */
export interface RowIds {
  readonly idOf: IdOf;
  /** What its ids have in common: of nothing else that this table asks for. */
  readonly key: string;
}

/** A command of a table with its ids. */
export interface IdentifiedRows extends RowCommand, RowIds {
  /** Those that it had while the book was empty. */
  readonly ofEmptyBook?: RowIds;
}

/**
 * Gives the commands of one table their ids, in order. An id follows from what is asked for, and
 * from how often the table asked for the same before: the same table again adds nothing, and two
 * equal rows are two. It is made with what all copies of the book have in common, so that a table
 * that two people bring into a shared book comes in once, and that nobody can tell from an id what
 * stood in a row without having the book.
 * @param book the id of this copy, by which ids are made as long as the book is empty.
 * @param first the id of the first event of the book.
 */
export function createRowIds(
  book: BookId,
  first: EventId | undefined,
): (command: RowCommand) => IdentifiedRows {
  const times = new Map<string, number>();
  return (command) => {
    const asked = canonicalJson(asJson(command.input));
    const content = sha256(`${first ?? book} ${asked}`);
    const time = (times.get(content) ?? 0) + 1;
    times.set(content, time);
    return {
      ...command,
      ...idsOf(content, time),
      ...(first !== undefined && { ofEmptyBook: idsOf(sha256(`${book} ${asked}`), time) }),
    };
  };
}

function idsOf(content: string, time: number): RowIds {
  return {
    idOf: (attempt) => `table/${content}/${time}/${attempt}` as CommandId,
    key: `${content.slice(0, 32)}-${time}`,
  };
}

// Readers leave out what a row does not say, so that nothing of it is undefined.
function asJson(input: TableCommand): JsonObject {
  return input as object as JsonObject;
}
