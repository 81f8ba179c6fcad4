import { createEventArchive } from "../eventlog/columns/event-archive.ts";
import type { PackedEvents } from "../eventlog/encoding/event-page.ts";
import type { CommandId, Head, RecordedEvent } from "../eventlog/envelope.ts";
import type { KnownEvents } from "./column-snapshot.ts";
import { createHistory } from "./create-read-model.ts";
import type { History } from "./read-model.ts";

/**
 * A history whose last events are not certain yet: they are in no log, and what stands in their place in the end may be others.
 * Every view shows them like any other event.
 */
export interface TentativeHistory {
  /** All that is known now. Takes what is certain; always the same object. */
  readonly history: History;
  /** The same, as another object whenever tentative events were taken back: for whoever remembers what it answered. */
  current(): History;
  /** The last event that is certain. */
  certain(): Head;
  /** Takes tentative events that directly continue what is there. */
  suppose(events: readonly RecordedEvent[]): void;
  /** Forgets all tentative events. */
  takeBack(): void;
  /** Tells `listener` after certain events came. */
  onCertain(listener: (certain: CertainEvents) => void): () => void;
}

/** Events that are certain now. */
export interface CertainEvents {
  /** Whether the tentative ones still stand, but for these. */
  readonly stillStand: boolean;
  /** The commands they came of. */
  commandIds(): Iterable<CommandId>;
}

/** Makes a history that begins like `createHistory`, with nothing tentative. */
export function createTentativeHistory(known?: KnownEvents): TentativeHistory {
  const archive = createEventArchive(known?.head.position);
  const listeners = new Set<(certain: CertainEvents) => void>();
  let inner = createHistory(known, archive);
  let supposed: RecordedEvent[] = [];
  // Where the first of `supposed` began, and what became certain since.
  let mark: KnownEvents | undefined;
  let sinceMark: RecordedEvent[] = [];
  // The last of those that came as supposed: the inner history still has the hash that was supposed.
  let settled: RecordedEvent | undefined;

  const tell = (certain: CertainEvents): void => {
    for (const listener of [...listeners]) listener(certain);
  };
  const certain = (): Head => {
    const last = sinceMark.at(-1) ?? settled;
    if (!mark) return inner.head().position === last?.position ? headAt(last) : inner.head();
    return sinceMark.length > 0 && last ? headAt(last) : mark.head;
  };

  const takeBack = (): void => {
    if (!mark) return;
    archive.cutBehind(mark.head.position);
    inner = createHistory(mark, archive);
    inner.add(sinceMark);
    supposed = [];
    sinceMark = [];
    mark = undefined;
  };

  /** Takes what came as supposed: nothing but the moment of recording and the hash differ. */
  const confirm = (events: readonly RecordedEvent[]): void => {
    archive.cutBehind(certain().position);
    supposed = supposed.slice(events.length);
    sinceMark.push(...events);
    for (const event of [...events, ...supposed]) archive.add(event);
    if (supposed.length > 0) return;
    settled = sinceMark.at(-1);
    sinceMark = [];
    mark = undefined;
  };

  const history = new Proxy({} as History, {
    // Whoever holds this object holds what is known now, whatever was taken back in between.
    get: (_, name) => own[name as keyof typeof own] ?? Reflect.get(inner, name),
  });
  const own: Partial<History> = {
    add(events) {
      const asSupposed =
        events.length <= supposed.length &&
        events.every((event, index) => isSame(event, supposed[index] as RecordedEvent));
      if (mark && asSupposed) {
        confirm(events);
      } else {
        takeBack();
        inner.add(events);
      }
      tell({
        stillStand: asSupposed,
        commandIds: () => events.map(({ meta }) => meta.commandId),
      });
    },
    addPage(page) {
      takeBack();
      inner.addPage(page);
      tell({ stillStand: false, commandIds: () => commandIdsIn(page) });
    },
    head: () => (supposed.length > 0 ? inner.head() : certain()),
    keep: () => (mark ? { upTo: mark.head.position, columns: mark.columns } : inner.keep()),
  };

  return {
    history,
    current: () => inner,
    certain,
    suppose(events) {
      if (events.length === 0) return;
      mark ??= { head: certain(), columns: inner.keep().columns };
      supposed.push(...events);
      inner.add(events);
    },
    takeBack,
    onCertain(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function* commandIdsIn(page: PackedEvents): Iterable<CommandId> {
  for (let place = 0; place < page.count; place += 1) yield page.event(place).meta.commandId;
}

function headAt({ position, hash }: RecordedEvent): Head {
  return { position, hash };
}

// Members that come in another order tell nothing apart: then what was supposed is taken back, and comes again.
function isSame(one: RecordedEvent, other: RecordedEvent): boolean {
  return (
    one.id === other.id &&
    one.stream === other.stream &&
    one.version === other.version &&
    one.type === other.type &&
    JSON.stringify(one.data) === JSON.stringify(other.data)
  );
}
