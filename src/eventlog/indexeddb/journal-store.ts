import type { PackedEvents } from "../encoding/event-page.ts";
import { commandsOf, openPage, type ProofRecord, withCommands } from "../encoding/sealed-page.ts";
import type { CommandId, Position } from "../envelope.ts";
import { CorruptLogError } from "../errors.ts";
import { canTake, checkJournalRecord, type JournalRun } from "../journal-run.ts";
import type { CommandRecord } from "../records.ts";
import { endOf, putRefusal, readRefusal, sealTail } from "./record-store.ts";
import type { WriteTransaction } from "./transaction.ts";

/** What putting a journal needs to know of the log within its transaction. */
export interface JournalOptions {
  /** Position of the first event that a command became, where it became any. */
  commitOf(id: CommandId): Position | undefined;
  readonly pageEvents: number;
  /** Where the log ended before this replication. */
  readonly before: Position;
}

/**
 * Puts a part of another replica's journal beside the events of the log.
 * @returns how many records were new.
 */
export async function putJournal(
  tx: WriteTransaction,
  { journal, isNew }: JournalRun,
  { commitOf, pageEvents, before }: JournalOptions,
): Promise<number> {
  const commands = createCommandStore(tx, pageEvents);
  let added = 0;
  for (const [index, record] of journal.entries()) {
    const { command } = record;
    const at = commitOf(command.id);
    // The first answer stands: what was refused here is not accepted by events that came just now.
    const isFirst = at !== undefined && at <= before;
    const refusal = isFirst ? undefined : await readRefusal(tx, command.id);
    const known = refusal ?? (at === undefined ? undefined : await commands.knownAt(at));
    if (!isNew(index, known) || !canTake(record, known)) continue;
    checkJournalRecord(record);
    if ("refusal" in record) await putRefusal(tx, record);
    else commands.put(record.at, command);
    added += 1;
  }
  await commands.end();
  return added;
}

interface OpenPage {
  readonly page: PackedEvents;
  readonly proof: ProofRecord;
  readonly commands: Map<Position, CommandRecord | undefined>;
  isChanged: boolean;
}

/**
 * The records of commands beside their events, a page at a time. The tail is made pages of where
 * one of them is there.
 */
function createCommandStore(tx: WriteTransaction, pageEvents: number) {
  let open: OpenPage | undefined;

  const holds = (at: Position): boolean =>
    open !== undefined && open.page.first <= at && at <= endOf(open.page);

  const end = async (): Promise<void> => {
    if (!open?.isChanged) return;
    const { page, proof, commands } = open;
    await tx.objectStore("proofs").put(withCommands(proof, [...commands.values()]), page.first);
    open.isChanged = false;
  };

  const openAt = async (at: Position): Promise<void> => {
    await end();
    const found = await tx.objectStore("pages").openCursor(IDBKeyRange.upperBound(at), "prev");
    if (!found) return;
    const page = openPage(found.value, found.key);
    const proof = await tx.objectStore("proofs").get(page.first);
    open = {
      page,
      proof: proof as ProofRecord,
      commands: commandsOf(page, proof),
      isChanged: false,
    };
  };

  return {
    async knownAt(at: Position) {
      if (!holds(at)) await openAt(at);
      if (!holds(at)) {
        await sealTail(tx, pageEvents);
        await openAt(at);
      }
      if (!open || !holds(at)) throw new CorruptLogError(at, "it is missing");
      const command = open.commands.get(at);
      return { at, ...(command && { command }) };
    },
    /** Puts a record where `knownAt` has just looked. */
    put(at: Position, command: CommandRecord): void {
      if (!open) return;
      open.commands.set(at, command);
      open.isChanged = true;
    },
    end,
  };
}
