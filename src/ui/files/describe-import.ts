import type { ImportProgress, ImportReport } from "../../application/files/import-log.ts";
import type { FileSource } from "../../application/files/offered-file.ts";
import { secondsLeft } from "../../application/files/pace.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { describeTimeLeft } from "./describe-time-left.ts";

/**
 * How an import goes on: what was read, how fast, and how long it may still take, judged by the bytes.
 * @param elapsed milliseconds since it began.
 */
export function describeImport({ done, total, read }: ImportProgress, elapsed: number): string {
  const left = secondsLeft(done, total, elapsed);
  if (left === undefined) return rooms.transfer.read(read);
  const speed = Math.round((read / elapsed) * 1_000);
  return rooms.transfer.pace(read, speed, describeTimeLeft(left));
}

/** What an import did. */
export function describeOutcome(file: string, report: ImportReport): string {
  const { added, known, copies } = report;
  const told =
    added > 0
      ? rooms.transfer.added(file, added, { known, copies })
      : describeNoEvent(file, report);
  return told + describeJournal(report);
}

function describeNoEvent(file: string, { kind, read, commands }: ImportReport): string {
  if (commands.added > 0) return rooms.transfer.noEventButCommands(file, commands.added);
  if (kind === "classic") return rooms.transfer.nothingLeft(file, read);
  if (read > 0) return rooms.transfer.nothingNew(file, read);
  return commands.known > 0
    ? rooms.transfer.allCommandsKnown(file, commands.known)
    : rooms.transfer.emptyList(file);
}

function describeJournal({ added, commands, isCut }: ImportReport): string {
  const grows = added > 0 && commands.added > 0 ? rooms.transfer.journalGrows(commands.added) : "";
  return grows + (isCut ? rooms.transfer.endIsMissing : "");
}

/** Whether an import that was tried out would add anything. */
export function addsAnything({ added, commands }: ImportReport): boolean {
  return added > 0 || commands.added > 0;
}

/** What an import would add, as a dry run has shown. */
export function describeAdditions(file: string, report: ImportReport): string {
  const { added, known, copies, commands } = report;
  const told =
    added > 0
      ? rooms.transfer.wouldAdd(file, added, { known, copies })
      : rooms.transfer.noEventButCommands(file, commands.added);
  return told + describeJournal(report);
}

/**
 * Where a file comes from that no person at this page chose, and what to think of; else nothing.
 */
export function describeSource(source: FileSource): string {
  switch (source.kind) {
    case "person":
      return "";
    case "opened":
      return `${rooms.transfer.opened} `;
    case "shared":
      return `${rooms.transfer.shared(source.origin)} `;
    default:
      return source satisfies never;
  }
}

/** The button that carries out what a dry run has shown. */
export function describeConsent({ added, commands }: ImportReport): string {
  return added > 0
    ? rooms.transfer.importEvents(added)
    : rooms.transfer.importCommands(commands.added);
}
