import {
  type ClientId,
  clientIdOf,
  clientStream,
  type OrderId,
  orderIdOf,
  orderStream,
  walletOwnerOf,
  walletStream,
} from "../../domain/ids.ts";
import { type Position, parsePosition, type StreamName } from "../../eventlog/envelope.ts";
import { idOf, screenOf, wayTo } from "./use-opened.ts";

/** What an address asks to bring back: all of a book, or the record of one stream. */
export interface RestoredMoment {
  readonly at: Position;
  readonly record?: StreamName;
}

/** The way to the screen that brings a moment back. */
export function wayToRestore(at: Position, record: StreamName | undefined): string {
  return wayTo("restore", record === undefined ? String(at) : `${at}-${record}`);
}

/** Reads the end of an address such as `#/restore/120` or `#/restore/120-order-7f3a`; undefined for any other text. */
export function readRestoredMoment(text: string): RestoredMoment | undefined {
  const [, position, record] = /^(\d+)(?:-(.+))?$/s.exec(text) ?? [];
  const at = parsePosition(position);
  if (at === undefined) return undefined;
  if (record === undefined) return { at };
  const stream = record as StreamName;
  const isRecord = [clientIdOf, orderIdOf, walletOwnerOf].some((read) => read(stream));
  return isRecord ? { at, record: stream } : undefined;
}

/** The stream of the record that a screen has open, by its address. */
export function openedRecord(location: string): StreamName | undefined {
  const id = idOf(location);
  if (id === undefined) return undefined;
  switch (screenOf(location)) {
    case "clients":
      return clientStream(id as ClientId);
    case "orders":
      return orderStream(id as OrderId);
    case "wallets":
      return walletStream(id as ClientId);
    default:
      return undefined;
  }
}
