import type { EventType } from "../../domain/events.ts";
import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import type { Shelf } from "../../eventlog/columns/column-set.ts";
import { createNameTable } from "../../eventlog/columns/string-table.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import type { KeyedProjection, ViewEvent } from "../projections/projection.ts";
import { createFolder } from "./fold-cache.ts";
import { type Chains, createChains } from "./position-chains.ts";
import { createEntries, type Entries } from "./row-entries.ts";

/** A view that can be asked as of any position. Rows stand in order of creation. */
export interface KeyedView<Row> {
  /** How many rows there were. */
  count(at: Position): number;
  /** One row as it stood; `undefined` when it did not exist yet, or while one of its events is still to come. */
  row(key: string, at: Position): Row | undefined;
  /** Rows `from` (included) to `to` (not included) as they stood, but for those still to come; all when left out. */
  rows(at: Position, from?: number, to?: number): Row[];
  /** The events that made a row what it was, in order; none while one of them is still to come. */
  changes(key: string, at: Position): readonly ViewEvent[];
  /** The events behind a position that the view looked at, in order. */
  changesSince(position: Position): Iterable<ViewEvent>;
  /** Every change of a row by number, whatever the position: for what is known of all rows at once. */
  readonly entries: Entries;
  /** Place of a row among all rows, in order of creation, from 0; -1 when it never existed. */
  placeOf(key: string): number;
  /** Whether the key of the row at a place begins with an ASCII text. */
  keyBeginsWith(place: number, beginning: string): boolean;
}

/** The events a view is made of, as its history keeps them. */
export interface EventSource {
  /** Whether all events are here. */
  isWhole(): boolean;
  /** Whether an event is here; it is wanted if not. */
  has(position: Position): boolean;
  /** An event as views see it; undefined when this version does not know it. */
  viewEvent(position: Position): ViewEvent | undefined;
  /** Number of a stream; -1 when it does not exist. */
  streamNumber(stream: StreamName): number;
  streamStartsWith(number: number, beginning: string): boolean;
  /** The positions of every stream, by its number. */
  readonly streamChains: Chains;
}

/** A view that is kept up to its source. */
export interface GrowingView<Row> extends KeyedView<Row> {
  /** Event types it wants to be told of. */
  readonly types: readonly EventType[];
  /** Takes the next event of these types. */
  add(type: EventType, position: Position, stream: number): void;
}

/**
 * Makes a view that keeps, for each row, where the events stand that changed it, and folds them again when asked.
 * A past row costs its own few events, whatever the length of the log; no past state is ever copied.
 */
export function createKeyedView<Row>(
  projection: KeyedProjection<Row>,
  source: EventSource,
  shelf: Shelf,
): GrowingView<Row> {
  const { births, changes, evolve } = projection;
  const keys = createKeys(projection, source, shelf.part("keys"));
  const bornAt = shelf.uint32("bornAt");
  const bornRow = shelf.uint32("bornRow");
  const isBorn = new Set<EventType>(births);
  // By row: its place, counted from 1.
  const rowsBorn = shelf.uint32("rowsBorn", "changed");
  const changedAt = shelf.uint32("changedAt");
  const changedRow = shelf.uint32("changedRow");

  const apply = (row: Row | undefined, position: Position): Row | undefined => {
    const event = source.viewEvent(position);
    return event ? evolve(row, event) : row;
  };
  const folder = createFolder<Row | undefined>(keys.chains, undefined, apply);
  // Every event that is still to come is asked for, not only the first: they are read together.
  const isHere = (row: number, at: Position): boolean =>
    source.isWhole() ||
    keys.chains.positionsUpTo(row, at).filter((position) => !source.has(position)).length === 0;
  const stateAt = (row: number, at: Position): Row | undefined =>
    isHere(row, at) ? folder.stateAt(row, at) : undefined;
  const countAt = (at: Position): number => countNumbersUpTo(bornAt.values, bornAt.length, at);
  const placeOfRow = (row: number): number => (rowsBorn.values[row] ?? 0) - 1;

  return {
    types: [...births, ...changes],
    add(type, position, stream) {
      const row = keys.rowOf(position, stream, isBorn.has(type));
      if (row < 0) return;
      keys.changed(row, position);
      changedAt.set(changedAt.length, position);
      changedRow.set(changedRow.length, row);
      if (!isBorn.has(type) || rowsBorn.values[row]) return;
      bornAt.set(bornAt.length, position);
      bornRow.set(bornRow.length, row);
      rowsBorn.set(row, bornAt.length);
    },
    count: countAt,
    row(key, at) {
      const row = keys.find(key);
      return row < 0 ? undefined : stateAt(row, at);
    },
    rows(at, from = 0, to = Number.POSITIVE_INFINITY) {
      const rows: Row[] = [];
      for (let place = Math.max(from, 0); place < Math.min(to, countAt(at)); place += 1) {
        const row = stateAt(bornRow.values[place] as number, at);
        if (row !== undefined) rows.push(row);
      }
      return rows;
    },
    *changesSince(position) {
      const begin = countNumbersUpTo(changedAt.values, changedAt.length, position);
      for (let place = begin; place < changedAt.length; place += 1) {
        const event = source.viewEvent(changedAt.values[place] as Position);
        if (event) yield event;
      }
    },
    changes(key, at) {
      const row = keys.find(key);
      if (row < 0 || !isHere(row, at)) return [];
      return keys.chains
        .positionsUpTo(row, at)
        .flatMap((position) => source.viewEvent(position) ?? []);
    },
    entries: createEntries({
      ...{
        count: () => changedAt.length,
        positions: changedAt,
        rows: changedRow,
        bornRows: rowsBorn,
      },
      bornAt,
    }),
    placeOf(key) {
      const row = keys.find(key);
      return row < 0 ? -1 : placeOfRow(row);
    },
    keyBeginsWith: (place, beginning) =>
      keys.beginsWith(bornRow.values[place] as number, beginning),
  };
}

/** The rows of a view by number, and where their events stand. */
interface RowKeys {
  readonly chains: Chains;
  /** Number of the row an event belongs to; negative when it belongs to none. */
  rowOf(position: Position, stream: number, isBirth: boolean): number;
  /** Number of the row with a key; -1 when there is none. */
  find(key: string): number;
  /** Whether a row's key begins with an ASCII text. */
  beginsWith(row: number, beginning: string): boolean;
  changed(row: number, position: Position): void;
}

function createKeys<Row>(
  { keys }: KeyedProjection<Row>,
  source: EventSource,
  shelf: Shelf,
): RowKeys {
  if (keys.are === "streams") {
    return {
      chains: source.streamChains,
      rowOf: (_, stream, isBirth) =>
        // A stream's kind shows in its name: looked at once, where its row begins.
        isBirth && !source.streamStartsWith(stream, keys.prefix) ? -1 : stream,
      find: (key) => source.streamNumber(`${keys.prefix}${key}` as StreamName),
      beginsWith: (row, beginning) => source.streamStartsWith(row, `${keys.prefix}${beginning}`),
      changed() {},
    };
  }
  const names = createNameTable(shelf);
  const chains = createChains(shelf);
  return {
    chains,
    rowOf(position, _, isBirth) {
      if (!isBirth && names.count() === 0) return -1;
      const event = source.viewEvent(position);
      const key = event && keys.keyOf(event);
      if (key === undefined) return -1;
      return isBirth ? names.addName(key) : names.find(key);
    },
    find: names.find,
    beginsWith: names.startsWith,
    changed: chains.add,
  };
}
