import { type CommandId, type Position, positionAfter, START } from "../../eventlog/envelope.ts";
import { EVENTS_IN_FILE } from "../../eventlog/validation/origin.ts";
import { ImportError } from "../../formats/import-error.ts";
import type { Planner } from "../../formats/log-import/import-planner.ts";
import type { FileItem } from "../../formats/log-import/log-reader.ts";

/** Watches the items of a file pass by, and knows at its end whether that is missing. */
export interface CutWatch {
  /** Whether an item stands behind what is wanted of the file: it is to be passed over. */
  isBehind(item: FileItem): boolean;
  /**
   * To be called at the end of the file.
   * @throws ImportError when its end is missing and nobody has said up to where it is wanted.
   */
  finish(planner: Pick<Planner<never>, "finish">): void;
}

/**
 * Makes the watch of one file.
 * @param upTo the last event that is wanted; all that the file should have when left out.
 */
export function createCutWatch(upTo?: Position): CutWatch {
  let announced: { readonly events: number; readonly line: number } | undefined;
  let isClosed = false;
  let cutLine = 0;
  let last = { position: START, line: 0 };
  let command: { readonly id: CommandId; readonly begins: Position } | undefined;

  const placeOf = (item: FileItem): Position | undefined => {
    if (item.kind === "recorded") return item.event.position;
    if (item.kind !== "journal") return undefined;
    const { entry } = item;
    if (entry.kind === "end") return entry.head.position;
    return "refusal" in entry.record ? entry.record.after : entry.record.at;
  };
  const watch = (item: FileItem & { kind: "recorded" }): void => {
    const { position, meta } = item.event;
    if (item.announced !== undefined) announced = { events: item.announced, line: item.line };
    last = { position, line: item.line };
    if (command?.id !== meta.commandId) command = { id: meta.commandId, begins: position };
  };
  // The last command may lack events: a command is taken as a whole or not at all.
  const wholeUpTo = (planner: Pick<Planner<never>, "finish">): Position => {
    try {
      planner.finish();
      return last.position;
    } catch {
      return command ? positionAfter(command.begins, -1) : START;
    }
  };

  return {
    isBehind(item) {
      if (item.kind === "cut") cutLine = item.line;
      if (upTo !== undefined && (placeOf(item) ?? START) > upTo) return true;
      if (item.kind === "recorded") watch(item);
      if (item.kind === "journal") isClosed = item.entry.kind === "end";
      return false;
    },
    finish(planner) {
      if (upTo !== undefined) return planner.finish();
      const events = announced?.events ?? last.position;
      if (announced && (events < last.position || (isClosed && events !== last.position))) {
        const reason = `“${EVENTS_IN_FILE}” says ${events} events, but the file has ${last.position}`;
        throw new ImportError(announced.line, reason);
      }
      if (cutLine === 0 && events === last.position) return planner.finish();
      const whole = wholeUpTo(planner);
      const where =
        cutLine > 0
          ? `it ends in the middle of line ${cutLine}`
          : `it ends after line ${last.line}`;
      const of = announced ? ` of ${events}` : "";
      const reason = `The file is cut: ${where}, with event ${last.position}${of}.`;
      throw new ImportError(0, reason, { wholeUpTo: whole });
    },
  };
}
