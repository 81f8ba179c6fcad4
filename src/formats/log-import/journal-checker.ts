import type { Sha256 } from "../../eventlog/chain/sha256.ts";
import { type CommandId, GENESIS_HASH, type Hash, type Head } from "../../eventlog/envelope.ts";
import { hashJournalLine, type JournalLine } from "../cloudevents/journal-line.ts";

/** What the events of a file say, for its journal to be held against. */
export interface FileEvents {
  /** Position of the first event; undefined where the file has none. */
  first(): number | undefined;
  /** The last event; undefined where the file has none. */
  last(): Head | undefined;
  /** Position at which a command's events begin; undefined for one that has none in the file. */
  firstOf(id: CommandId): number | undefined;
}

/** Holds the lines of a file's journal against each other and against the events before them. */
export interface JournalChecker {
  /** Whether a line of the journal has been there. */
  hasBegun(): boolean;
  /** @returns a sentence that says what does not fit, or nothing. */
  check(line: JournalLine): string | undefined;
}

/** Makes a checker of the journal of one file, which may be a part of a longer one. */
export function createJournalChecker(events: FileEvents, digest: Sha256): JournalChecker {
  let before: Hash | undefined;
  let isFromStart = false;
  let lines = 0;
  let hasEnded = false;

  const checkChain = (line: JournalLine): string | undefined => {
    if (hasEnded) return "a line stands behind the closing line of the file";
    if (lines === 0) {
      isFromStart = line.predecessor === GENESIS_HASH;
      // A file with all events of a log has all of its journal.
      if (!isFromStart && events.first() === 1) {
        return "lines of the journal are missing before this one";
      }
    } else if (line.predecessor !== before) {
      return "“journalpredecessor” is not the hash of the line before: lines are missing or moved";
    }
    return hashJournalLine(line.predecessor, line, digest) === line.hash
      ? undefined
      : "wrong hash: it does not match the content of the line";
  };

  const checkContent = (line: JournalLine): string | undefined => {
    const last = events.last();
    if (line.kind === "end") {
      if (last && last.position !== line.head.position) {
        return `the file was written with ${line.head.position} events, but ends at event ${last.position}`;
      }
      if (last && last.hash !== line.head.hash)
        return "“fingerprint” is not that of the last event";
      return isFromStart && lines !== line.commands
        ? `the file was written with ${line.commands} commands, but has ${lines}`
        : undefined;
    }
    const { record } = line;
    const place = "refusal" in record ? record.after : record.at;
    if (last && place > last.position) return `the file has no event ${place}`;
    const first = events.first();
    if ("refusal" in record || first === undefined || place < first) return undefined;
    return events.firstOf(record.command.id) === place
      ? undefined
      : `event ${place} of the file is not where this command begins`;
  };

  return {
    hasBegun: () => lines > 0 || hasEnded,
    check(line) {
      const problem = checkChain(line) ?? checkContent(line);
      before = line.hash;
      if (line.kind === "end") hasEnded = true;
      else lines += 1;
      return problem;
    },
  };
}
