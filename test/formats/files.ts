import { readFileSync } from "node:fs";
import { createChainProver } from "../../src/eventlog/chain/chain-prover.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { EpochMs, JsonObject, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { formatLog } from "../../src/formats/cloudevents/write-log.ts";
import { isImportError } from "../../src/formats/import-error.ts";
import type { ClassicCommand } from "../../src/formats/log-import/classic-log.ts";
import { createEventChecker } from "../../src/formats/log-import/event-checker.ts";
import {
  createLogReader,
  type FileItem,
  type LogReader,
  readLogFile,
} from "../../src/formats/log-import/log-reader.ts";
import { caught } from "../eventlog/caught.ts";
import { GOLDEN_BOOK } from "./golden-log.ts";

/** When every file of these stories is imported. */
export const IMPORTED_AT = Date.UTC(2026, 5, 1) as EpochMs;

/** A file of `test/fixtures`, as a browser would hand it over. */
export function fixture(name: string): Blob {
  return new Blob([readFileSync(new URL(`../fixtures/${name}`, import.meta.url))]);
}

/** Everything of a file that was read without complaint. Events written elsewhere have no place in `events` yet. */
export type FileRead =
  | {
      readonly kind: "recorded" | "bare";
      readonly events: readonly RecordedEvent[];
      readonly lines: readonly number[];
    }
  | { readonly kind: "classic"; readonly commands: readonly ClassicCommand[] };

/** Reads a file given as text, bytes or lines, to its end. */
export async function read(content: string | Uint8Array<ArrayBuffer> | Blob): Promise<FileRead> {
  const items = await itemsOf(content);
  const events = items.flatMap((item) =>
    item.kind === "recorded" || item.kind === "bare" ? [item] : [],
  );
  const [first] = events;
  if (!first) {
    const commands = items.flatMap((item) => (item.kind === "classic" ? [item] : []));
    return { kind: "classic", commands: commands.map(({ kind: _, ...command }) => command) };
  }
  return {
    kind: first.kind,
    events: events.map(({ event }) => event as RecordedEvent),
    lines: events.map(({ line }) => line),
  };
}

/** The items of a file, one after the other. */
export async function itemsOf(
  content: string | Uint8Array<ArrayBuffer> | Blob,
): Promise<FileItem[]> {
  const file = content instanceof Blob ? content : new Blob([content]);
  const items: FileItem[] = [];
  for await (const batch of readLogFile(file, createReader())) items.push(...batch);
  return items;
}

/** A reader of one file, which checks everything. */
export function createReader(): LogReader {
  return createLogReader(createEventChecker(createChainProver(sha256).prove), IMPORTED_AT);
}

/** Why reading was refused: line and reason. Anything but an `ImportError` is a failure. */
export async function refusal(
  content: string | Uint8Array<ArrayBuffer> | Blob,
): Promise<readonly [line: number, reason: string]> {
  const error = await caught(read(content));
  if (!isImportError(error)) throw error;
  return [error.line, error.reason];
}

/** The lines of a log file of these events, as objects to be spoilt. */
export async function linesOf(events: readonly RecordedEvent[]): Promise<JsonObject[]> {
  const text = await formatLog(events, GOLDEN_BOOK).text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** A file of these lines. */
export function ndjson(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Whether a line of a log file tells of a command, and not of an event. */
export function isJournalLine(line: string): boolean {
  return line.includes('"type":"app.hindsight.journal.');
}

/** The lines of a log file's events, without the journal behind them. */
export function eventLines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !isJournalLine(line));
}

/** The same line without some attributes. */
export function without(line: JsonObject, ...attributes: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !attributes.includes(name)));
}

/** The same line as another program would write it: without a place. */
export function bared(line: JsonObject): JsonObject {
  return without(line, ...["sequence", "recordedtime", "streamversion", "hash", "predecessorhash"]);
}

/** A file packed with gzip. */
export async function gzip(content: string | Blob): Promise<Blob> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(stream).blob();
}

/** Files packed with gzip one behind the other, with zero bytes behind the last one. */
export async function gzipMembers(parts: readonly BlobPart[], zeros = 0): Promise<Blob> {
  const members = await Promise.all(parts.map((part) => gzip(new Blob([part]))));
  return new Blob([...members, new Uint8Array(zeros)]);
}

/**
 * A file whose stream yields pieces of these sizes, in turn: browsers and file providers cut where
 * they like.
 */
export function slicedFile(content: Blob, sizes: readonly number[]): Blob {
  const file = new Blob([content]);
  file.stream = () => {
    let from = 0;
    let turn = 0;
    return new ReadableStream({
      async pull(controller) {
        if (from >= content.size) return controller.close();
        const to = from + (sizes[turn++ % sizes.length] ?? 1);
        controller.enqueue(new Uint8Array(await content.slice(from, to).arrayBuffer()));
        from = to;
      },
    });
  };
  return file;
}
