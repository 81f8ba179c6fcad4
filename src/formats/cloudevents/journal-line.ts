import type { BookId } from "../../domain/ids.ts";
import { canonicalJson } from "../../eventlog/chain/canonical-json.ts";
import { type Sha256, sha256 } from "../../eventlog/chain/sha256.ts";
import type { Hash, Head, JsonObject } from "../../eventlog/envelope.ts";
import type { JournalRecord } from "../../eventlog/journal-run.ts";
import type { RefusalRecord } from "../../eventlog/records.ts";
import { writeInstant } from "../../eventlog/util/rfc3339.ts";
import { isLongerThan, MAX_EVENT } from "../log-import/text/line-splitter.ts";
import { MAX_DEPTH, parseJson } from "../safe-json.ts";
import { sourceOf } from "./write-event.ts";

/** What the `type` of a line of the journal begins with; its kind follows. */
export const JOURNAL_TYPES = "app.hindsight.journal.";

/** What a line of the journal says: what became of a command, or that the file ends here. */
export type JournalContent =
  | { readonly kind: "accepted" | "refused"; readonly record: JournalRecord }
  | {
      readonly kind: "end";
      readonly head: Head;
      readonly commands: number;
      /** The book that wrote the file; absent in older files, where only other lines tell it. */
      readonly book?: BookId;
    };

/** A line of the journal in its place: its hash covers all lines of the journal before it. */
export type JournalLine = JournalContent & {
  readonly predecessor: Hash;
  readonly hash: Hash;
};

/** Fields that never leave a book, whoever wrote them there, however deep. */
const SECRETS = ["password", "passwordHash"];

/** Whether what was asked for holds a secret. */
export function holdsSecret(payload: JsonObject): boolean {
  let isFound = false;
  JSON.stringify(payload, (name, value) => {
    isFound ||= SECRETS.includes(name);
    return value;
  });
  return isFound;
}

function withoutSecrets(payload: JsonObject): JsonObject {
  const text = JSON.stringify(payload, (name, value) =>
    SECRETS.includes(name) ? undefined : value,
  );
  return JSON.parse(text);
}

/** Levels that a line has around what was asked for. */
const LEVELS_AROUND = 2;
/** Bytes of the longest text of a refusal: more would not leave a line readable again. */
const LONGEST_MESSAGE = 2 ** 16;

/**
 * A record as it stands in a file: without secrets, and where what was asked for could not be read
 * again, without that.
 */
export function inFile<Given extends JournalRecord>(record: Given): Given {
  const { command } = record;
  const payload = payloadInFile(command.payload);
  const whole: JournalRecord = {
    ...record,
    command: { ...command, type: cut(command.type), payload },
  };
  return ("refusal" in whole ? { ...whole, refusal: refusalInFile(whole) } : whole) as Given;
}

function payloadInFile(payload: JsonObject): JsonObject {
  const open = holdsSecret(payload) ? withoutSecrets(payload) : payload;
  const text = JSON.stringify(open);
  const isReadable =
    !isLongerThan(text, MAX_EVENT - 4 * LONGEST_MESSAGE) &&
    !("problem" in parseJson(text, MAX_DEPTH - LEVELS_AROUND));
  return isReadable ? open : {};
}

function refusalInFile({ refusal }: RefusalRecord): RefusalRecord["refusal"] {
  const { code, message, field }: RefusalRecord["refusal"] & { readonly field?: unknown } = refusal;
  return {
    code: cut(code),
    message: cut(message),
    ...(typeof field === "string" && { field: cut(field) }),
  };
}

function cut(text: string): string {
  if (!isLongerThan(JSON.stringify(text), LONGEST_MESSAGE)) return text;
  // A UTF-16 code unit takes six bytes at most, as an escape.
  return `${text.slice(0, LONGEST_MESSAGE / 6)}…`;
}

/** The hash of a line behind the hash of the line before it. */
export function hashJournalLine(
  predecessor: Hash,
  content: JournalContent,
  digest: Sha256 = sha256,
): Hash {
  return digest(predecessor + canonicalJson({ kind: content.kind, ...dataOf(content) }));
}

/** Writes a line of the journal as a CloudEvents 1.0 structured event. */
export function toJournalEvent(line: JournalLine, book: BookId): JsonObject {
  const { kind, predecessor, hash } = line;
  return {
    specversion: "1.0",
    id: `${line.kind === "end" ? hash : line.record.command.id}.journal`,
    source: sourceOf(book),
    type: JOURNAL_TYPES + kind,
    ...timeOf(line),
    datacontenttype: "application/json",
    ...(line.kind === "end" && { hash: line.head.hash }),
    journalpredecessor: predecessor,
    journalhash: hash,
    data: dataOf(line),
  };
}

function dataOf(content: JournalContent): JsonObject {
  if (content.kind === "end") {
    const { head, commands, book } = content;
    const counted = { events: head.position, fingerprint: head.hash, commands };
    return book ? { ...counted, book: sourceOf(book) } : counted;
  }
  const { record } = content;
  const { id, type, payload, digest } = record.command;
  const command = { commandid: id, type, payload, digest };
  if (!("refusal" in record)) return { ...command, sequence: record.at };
  const { after, recordedAt, refusal } = record;
  return { ...command, after, recordedat: recordedAt, refusal: { ...refusal } };
}

function timeOf(content: JournalContent): JsonObject {
  if (content.kind === "end" || !("refusal" in content.record)) return {};
  return { time: writeInstant(content.record.recordedAt) };
}
