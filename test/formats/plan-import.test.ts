import { describe, expect, it } from "vitest";
import { checkChain } from "../../src/eventlog/chain/hash-chain.ts";
import {
  EMPTY_HEAD,
  type EventId,
  NO_STREAM,
  type RecordedEvent,
} from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { ImportError } from "../../src/formats/import-error.ts";
import type { BookEnd } from "../../src/formats/log-import/book-end.ts";
import type { CheckedEvent } from "../../src/formats/log-import/event-checker.ts";
import {
  type BookHashes,
  type Planner,
  planBare,
  planRecorded,
} from "../../src/formats/log-import/import-planner.ts";
import { commandId, stream } from "../eventlog/attempts.ts";
import { forge } from "../eventlog/forge.ts";
import { bared, IMPORTED_AT, itemsOf, linesOf, ndjson } from "./files.ts";
import { GOLDEN_BOOK, makeGoldenLog } from "./golden-log.ts";

const golden = await makeGoldenLog();

type RecordedItem = CheckedEvent & { kind: "recorded" };
type BareItem = CheckedEvent & { kind: "bare" };

function fileOf(events: readonly RecordedEvent[]): RecordedItem[] {
  return events.map((event, index) => ({ kind: "recorded", event, line: index + 1 }));
}

/** Rules that nothing breaks: they have stories of their own. */
const ANYTHING = { take: () => undefined, finish: () => undefined };

function planned<Item extends CheckedEvent>(planner: Planner<Item>, items: readonly Item[]) {
  const add = items.flatMap((item) => {
    const taken = planner.take(item);
    return typeof taken === "object" ? taken : [];
  });
  planner.finish();
  return { add, known: items.length - add.length };
}

const planImport = (items: readonly RecordedItem[], book: BookHashes, rules = ANYTHING) =>
  planned(planRecorded(book, rules), items);
const placeBareEvents = (items: readonly BareItem[], book: BookEnd) =>
  planned(planBare(book, ANYTHING), items);

function bookOf(events: readonly RecordedEvent[]) {
  const last = events.at(-1);
  return {
    head: last ? { position: last.position, hash: last.hash } : EMPTY_HEAD,
    hashAt: (position: number) => events[position - 1]?.hash,
  };
}

/** The golden log, told differently from event `from` on. */
function toldOtherwise(from: number): RecordedEvent[] {
  return forge(
    golden.map((event) =>
      event.position < from ? event : { ...event, meta: { ...event.meta, correlationId: "else" } },
    ),
  );
}

function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("This should have been refused.");
}

describe("A recorded file meets a book", () => {
  it("that is empty: all of it is new", () => {
    expect(planImport(fileOf(golden), bookOf([]))).toEqual({ add: golden, known: 0 });
  });

  it("that is its beginning: only the tail is new", () => {
    const plan = planImport(fileOf(golden), bookOf(golden.slice(0, 6)));
    expect(plan).toEqual({ add: golden.slice(6), known: 6 });
  });

  it("that has all of it, or more: nothing is new", () => {
    expect(planImport(fileOf(golden), bookOf(golden))).toEqual({ add: [], known: 10 });
    expect(planImport(fileOf(golden.slice(2, 5)), bookOf(golden))).toEqual({ add: [], known: 3 });
  });

  it("that ends where the file begins, or within it", () => {
    const book = bookOf(golden.slice(0, 6));
    expect(planImport(fileOf(golden.slice(6)), book)).toEqual({ add: golden.slice(6), known: 0 });
    expect(planImport(fileOf(golden.slice(4)), book)).toEqual({ add: golden.slice(6), known: 2 });
  });

  it("that ends before the file begins: a gap", () => {
    const error = thrown(() => planImport(fileOf(golden.slice(6)), bookOf(golden.slice(0, 3))));
    const reason = "a gap: the file begins at event 7, but the book ends at 3";
    expect(error).toMatchObject({ line: 1, reason, diverges: false });
  });

  it.each([1, 4, 10])("that parts ways with it at event %i", (from) => {
    const error = thrown(() => planImport(fileOf(golden), bookOf(toldOtherwise(from))));
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({
      line: from,
      reason: `this log and the book part ways at event ${from}`,
      diverges: true,
      message: `Line ${from}: this log and the book part ways at event ${from}`,
    });
  });

  it("that ends right before it, but otherwise than the file's own beginning", () => {
    const book = bookOf(toldOtherwise(2).slice(0, 6));
    const error = thrown(() => planImport(fileOf(golden.slice(6)), book));
    expect(error).toMatchObject({ line: 1, diverges: true });
  });
});

describe("A file that breaks a rule of the book", () => {
  const breaking = (at: number) => ({
    take: ({ position }: { position?: number }) =>
      position === at ? "a rule is broken" : undefined,
    finish: () => undefined,
  });

  it("is refused at the line that breaks it", () => {
    const error = thrown(() => planImport(fileOf(golden), bookOf([]), breaking(4) as never));
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({ line: 4, reason: "a rule is broken", diverges: false });
  });

  it("belongs to another book when it begins one", () => {
    const error = thrown(() => planImport(fileOf(golden), bookOf([]), breaking(1) as never));
    expect(error).toMatchObject({ line: 1, diverges: true });
  });

  it("is not asked about what the book has already", () => {
    const book = bookOf(golden.slice(0, 6));
    expect(planImport(fileOf(golden), book, breaking(4) as never).add).toEqual(golden.slice(6));
  });

  it("is refused at its last line when it ends too early", () => {
    const cut = { take: () => undefined, finish: () => "it is cut short" };
    const error = thrown(() => planImport(fileOf(golden), bookOf([]), cut as never));
    expect(error).toMatchObject({ line: 10, reason: "it is cut short" });
  });
});

describe("Events written elsewhere meet a book", () => {
  const empty: BookEnd = {
    head: EMPTY_HEAD,
    source: `urn:uuid:${GOLDEN_BOOK}`,
    versionOf: () => NO_STREAM,
    eventOf: () => undefined,
    eventWith: () => undefined,
    sourceOfCommand: () => undefined,
  };
  /** A book that has these events. */
  const withEvents = (events: readonly RecordedEvent[]): BookEnd => {
    const eventWith = (id: string) => events.find((event) => event.id === id);
    return {
      ...empty,
      eventOf: (source, id) => (source === empty.source ? eventWith(id) : undefined),
      eventWith,
    };
  };
  const bareFile = async (): Promise<BareItem[]> =>
    (await itemsOf(ndjson((await linesOf(golden)).map(bared)))) as BareItem[];

  it("that is empty: they get their places as they come, and a log takes them", async () => {
    const { add, known } = placeBareEvents(await bareFile(), empty);

    expect(known).toBe(0);
    expect(checkChain(add).ok).toBe(true);
    expect(add.map(({ id, position, version, data }) => ({ id, position, version, data }))).toEqual(
      golden.map(({ id, position, version, data }) => ({ id, position, version, data })),
    );
    expect(add.every(({ meta }) => meta.recordedAt === IMPORTED_AT)).toBe(true);
    const log = createMemoryLog({ now: () => IMPORTED_AT });
    expect((await log.replicate([add])).position).toBe(10);
  });

  it("that has events: they continue it and its streams", async () => {
    const last = golden[9] as RecordedEvent;
    const origin = { source: empty.source };
    const { add } = placeBareEvents(
      [{ kind: "bare", event: { ...last, id: "new" as EventId, origin }, line: 1 }],
      {
        ...empty,
        head: last,
        versionOf: (name) => (name === last.stream ? last.version : NO_STREAM),
      },
    );
    expect(add).toMatchObject([{ position: 11, version: 2, stream: stream("notes-elsewhere") }]);
    expect(checkChain(add, last).ok).toBe(true);
  });

  it("that has some of them: only the others are new", async () => {
    const file = await bareFile();
    const plan = placeBareEvents(file, withEvents(golden.slice(0, 5)));
    expect([plan.known, plan.add.map(({ id }) => id)]).toEqual([
      5,
      ["place-1.1", "place-2.1", "ship-1.1", "cancel-2.1", "note.1"],
    ]);
  });

  it("that has a part of their command: refused, since a command happens once", async () => {
    const file = await bareFile();
    const reason = "the book has a part of this command already, but not all of it";
    const part = withEvents(golden.slice(0, 1));
    expect(thrown(() => placeBareEvents(file, part))).toMatchObject({ line: 2, reason });
    const { source } = empty;
    const whole: BookEnd = {
      ...empty,
      sourceOfCommand: (id) => (id === commandId("place-1") ? source : undefined),
    };
    expect(thrown(() => placeBareEvents(file, whole))).toMatchObject({ line: 6, reason });
  });
});
