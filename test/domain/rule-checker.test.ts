import { describe, expect, it } from "vitest";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { schemaVersionOf } from "../../src/domain/events.ts";
import { clientStream } from "../../src/domain/ids.ts";
import { createRuleChecker } from "../../src/domain/invariants/event-validator.ts";
import type { RecordedEvent, StreamName } from "../../src/eventlog/envelope.ts";
import { at, commandId, OCCURRED_AT, RECORDED_AT } from "../eventlog/attempts.ts";
import { ADA, BOB, opened, placed, registered, shipped } from "./cast.ts";
import { bookOf } from "./spec.ts";

const [adaRegistered, adaReserved] = registered(ADA, "ada");
const [bobRegistered, bobReserved] = registered(BOB, "bob");

/** The events of one command each, as a file has them. */
function recorded(...commands: readonly (readonly DecidedEvent[])[]) {
  return commands
    .flatMap((events, index) =>
      events.map((event) => ({
        ...event,
        schemaVersion: schemaVersionOf(event),
        meta: metaOf(`c${index}`),
      })),
    )
    .map((event, index) => ({ ...event, position: at(index + 1) }));
}

function metaOf(id: string): RecordedEvent["meta"] {
  const times = { occurredAt: OCCURRED_AT, recordedAt: RECORDED_AT };
  return { ...times, commandId: commandId(id), correlationId: id, causationId: id };
}

/** What the checker says of each event, and at the end. */
function check(base: readonly DecidedEvent[], events: ReturnType<typeof recorded>) {
  const checker = createRuleChecker(bookOf(base));
  return [...events.map((event) => checker.take(event)), checker.finish()];
}

const CUT = "the registration of event 2 lacks its reservation: the file seems cut short";

describe("checking recorded events against the rules", () => {
  it("lets a whole story pass, from the beginning", () => {
    const story = recorded([opened, adaRegistered, adaReserved], [placed], [shipped]);
    expect(check([], story)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("lets a client with an address pass, also in a release that knows of no addresses", () => {
    // Given a client who came with an address, moved, and ordered
    const located: DecidedEvent = {
      ...{ stream: clientStream(ADA), type: "ClientChanged" },
      data: { address: "Ockham Park\nSurrey" },
    };
    const named: DecidedEvent = { ...located, data: { name: "Ada" } };
    const story = recorded(
      [opened, adaRegistered, adaReserved, located],
      [placed],
      [named],
      [located],
    );

    // When a release holds it against the rules that reads the first version of a change alone
    const unknown = story.filter(({ type, schemaVersion }) => {
      return type === "ClientChanged" && schemaVersion > 1;
    });
    const earlier = story.map((event) =>
      unknown.includes(event) ? { ...event, schemaVersion: 99 } : event,
    );

    // Then only what tells the address is unknown to it, and it takes what follows
    expect(unknown.map(({ position }) => position)).toEqual([4, 7]);
    expect(check([], story)).toEqual(Array(8).fill(undefined));
    expect(check([], earlier)).toEqual(Array(8).fill(undefined));
  });

  it("lets a story pass that continues a book", () => {
    const base = [opened, adaRegistered, adaReserved];
    expect(check(base, recorded([bobRegistered, bobReserved], [placed], [shipped]))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it("remembers what it has seen: an order shipped twice in one file", () => {
    const base = [opened, adaRegistered, adaReserved];
    expect(check(base, recorded([placed], [shipped], [shipped]))).toEqual([
      undefined,
      undefined,
      "an order is shipped that is already shipped",
      undefined,
    ]);
  });

  it("says at the next command that a registration was not whole", () => {
    expect(check([], recorded([opened, adaRegistered], [placed]))).toEqual([
      undefined,
      undefined,
      CUT,
      CUT,
    ]);
  });

  it("says at the end that a registration was cut short", () => {
    expect(check([], recorded([opened, adaRegistered]))).toEqual([undefined, undefined, CUT]);
  });

  it("takes no reservation that comes with another command", () => {
    const late = recorded([opened, adaRegistered], [adaReserved]);
    expect(check([], late)).toEqual([undefined, undefined, CUT, CUT]);
  });

  it("lets events pass that nobody here knows", () => {
    const unknown = { type: "org.example.Note", stream: "order-1" as StreamName, data: {} };
    const event = { ...unknown, position: at(1), schemaVersion: 1, meta: metaOf("c9") };
    expect(createRuleChecker(bookOf([])).take(event)).toBeUndefined();
  });
});
