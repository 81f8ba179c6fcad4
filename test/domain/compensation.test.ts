import { describe, expect, it } from "vitest";
import { client } from "../../src/domain/aggregates/client.ts";
import type { CommandInput } from "../../src/domain/command-schema.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { clientStream, orderStream, walletStream } from "../../src/domain/ids.ts";
import { compensate, doAgain, TAKEN_BACK } from "../../src/domain/reversal/compensation.ts";
import type { StreamEvent } from "../../src/domain/reversal/stream-event.ts";
import type { StreamVersion } from "../../src/eventlog/envelope.ts";
import {
  ADA,
  cancelled,
  credited,
  debited,
  ORDER,
  opened,
  paid,
  payFailed,
  payRequested,
  placed,
  registered,
  shipped,
  walletOpened,
} from "./cast.ts";

/** A book in which these events happened: what takes back the command that made the last so many before the others? */
function afterwards(...events: readonly DecidedEvent[]) {
  const stood = events.map((event, index): StreamEvent => {
    const before = events.slice(0, index).filter(({ stream }) => stream === event.stream);
    return { stream: event.stream, version: (before.length + 1) as StreamVersion, event };
  });
  const lifeOf = (stream: string) => stood.filter((event) => event.stream === stream);
  const the = (...done: readonly DecidedEvent[]) =>
    stood.filter(({ event }) => done.includes(event as DecidedEvent));
  return {
    takingBack: (...done: readonly DecidedEvent[]) => compensate(the(...done), lifeOf),
    doingAgain: (done: DecidedEvent, undone: DecidedEvent) =>
      doAgain(the(done), the(undone), lifeOf),
  };
}

function possible(command: CommandInput) {
  return { kind: "possible", command };
}

const pen = { productCode: "PEN", quantity: 2, unitPrice: 250 };
const ink = { productCode: "INK", quantity: 1, unitPrice: 900 };

function linesChanged(...lines: readonly (typeof pen)[]): DecidedEvent {
  return { stream: orderStream(ORDER), type: "OrderLinesChanged", data: { lines: [...lines] } };
}

function clientChanged(data: {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
}): DecidedEvent {
  return { stream: clientStream(ADA), type: "ClientChanged", data };
}

describe("taking back an order", () => {
  it("cancels it, with a reason, at the version that was seen", () => {
    expect(afterwards(placed).takingBack(placed)).toEqual(
      possible({ type: "CancelOrder", orderId: ORDER, reason: TAKEN_BACK, expectedVersion: 1 }),
    );
  });

  it("still does when its lines were changed and changed back, or a payment failed", () => {
    const story = afterwards(placed, linesChanged(ink), linesChanged(pen), payRequested, payFailed);
    expect(story.takingBack(placed)).toMatchObject({
      kind: "possible",
      command: { expectedVersion: 5 },
    });
  });

  it.each([
    ["its lines were changed", [linesChanged(ink)], "changed since"],
    ["somebody pays it", [payRequested], "is being paid"],
    ["it was paid", [payRequested, paid], "was paid since"],
    ["it was shipped", [shipped], "was shipped since"],
    ["it was cancelled", [cancelled], "was cancelled since"],
  ])("leaves it alone when %s since", (_, since, said) => {
    const answer = afterwards(placed, ...since).takingBack(placed);
    expect(answer).toMatchObject({ kind: "changed", reason: expect.stringContaining(said) });
  });

  it("places another one with the same lines when it is done again: a cancelled order stays so", () => {
    expect(afterwards(placed, cancelled).doingAgain(placed, cancelled)).toEqual(
      possible({ type: "PlaceOrder", client: ADA, lines: [pen], currency: "EUR" }),
    );
  });
});

describe("taking back a change of lines", () => {
  const changed = linesChanged(ink);

  it("brings the former lines back, whoever set them", () => {
    const former = linesChanged(pen, ink);
    const orderId = ORDER;
    expect(afterwards(placed, changed).takingBack(changed)).toEqual(
      possible({ type: "ChangeOrderLines", orderId, lines: [pen], expectedVersion: 2 }),
    );
    expect(afterwards(placed, former, changed).takingBack(changed)).toEqual(
      possible({ type: "ChangeOrderLines", orderId, lines: [pen, ink], expectedVersion: 3 }),
    );
  });

  it.each([
    ["changed again", [linesChanged(pen, ink)], "changed again since"],
    ["shipped", [shipped], "was shipped since"],
    ["paid", [payRequested, paid], "was paid since"],
  ])("overwrites nothing when the order was %s since", (_, since, said) => {
    const answer = afterwards(placed, changed, ...since).takingBack(changed);
    expect(answer).toMatchObject({ kind: "changed", reason: expect.stringContaining(said) });
  });

  it("is taken back itself when it is done again", () => {
    const back = linesChanged(pen);
    expect(afterwards(placed, changed, back).doingAgain(changed, back)).toMatchObject({
      command: { type: "ChangeOrderLines", lines: [ink], expectedVersion: 3 },
    });
  });
});

describe("taking back a change of a client", () => {
  const [came, reserved] = registered(ADA, "ada");
  const named = clientChanged({ name: "Ada" });
  const renamed = clientChanged({ name: "Countess", email: null });

  it("restores what it changed and nothing else, also where there was nothing before", () => {
    expect(afterwards(opened, came, reserved, named).takingBack(named)).toEqual(
      possible({ type: "ChangeClient", client: ADA, name: "", expectedVersion: 2 }),
    );
    const reached = clientChanged({ email: "ada@example.org" });
    const others = clientChanged({ email: "countess@example.org" });
    const story = afterwards(opened, came, named, reached, renamed, others);
    expect(story.takingBack(named)).toMatchObject({
      kind: "changed",
      reason: "This was changed again since: the name is “Countess” now. Nothing was overwritten.",
    });
    expect(afterwards(opened, came, named, reached, renamed).takingBack(renamed)).toEqual(
      possible({
        ...{ type: "ChangeClient", client: ADA, name: "Ada", email: "ada@example.org" },
        expectedVersion: 4,
      }),
    );
  });

  it("restores an address, and says in one line which one stands there now", () => {
    const moved = clientChanged({ address: "Ockham Park\nSurrey" });
    const away = clientChanged({ address: "St James’s Square\nLondon" });
    expect(afterwards(opened, came, moved, away).takingBack(away)).toEqual(
      possible({
        ...{ type: "ChangeClient", client: ADA, address: "Ockham Park\nSurrey" },
        expectedVersion: 3,
      }),
    );
    expect(afterwards(opened, came, moved, away).takingBack(moved)).toMatchObject({
      reason: expect.stringContaining("the address is “St James’s Square, London” now"),
    });
  });

  it("says what is gone, where it was taken away since", () => {
    const story = afterwards(opened, came, named, clientChanged({ name: null }));
    expect(story.takingBack(named)).toMatchObject({
      kind: "changed",
      reason: expect.stringContaining("there is no name now"),
    });
  });

  it("folds what the client’s own events say", () => {
    expect([came, named].reduce(client.evolve, client.initialState)).toMatchObject({ name: "Ada" });
  });
});

describe("taking back money", () => {
  it("moves the same amount the other way, whatever was moved since", () => {
    const story = afterwards(walletOpened, credited(500), debited(200), credited(100));
    expect(
      compensate(
        [{ stream: walletStream(ADA), version: 3 as StreamVersion, event: debited(200) }],
        () => [],
      ),
    ).toEqual(possible({ type: "CreditWallet", client: ADA, amount: 200 }));
    expect(story.takingBack(walletOpened)).toMatchObject({ kind: "impossible" });
  });

  it("looks past the opening of the wallet", () => {
    const credit = credited(500);
    expect(afterwards(walletOpened, credit).takingBack(walletOpened, credit)).toEqual(
      possible({ type: "DebitWallet", client: ADA, amount: 500 }),
    );
  });

  it("leaves the steps of a checkout to the book", () => {
    const [debit, refund] = [debited(500, ORDER), credited(500, ORDER)];
    expect(afterwards(walletOpened, debit, refund).takingBack(debit)).toMatchObject({
      kind: "impossible",
    });
    expect(afterwards(walletOpened, debit, refund).takingBack(refund)).toMatchObject({
      kind: "impossible",
    });
  });
});

it.each([
  ["registered", registered(ADA, "ada")[0], "stays there"],
  ["shipped", shipped, "A shipped order cannot be called back."],
  ["cancelled", cancelled, "cannot be opened again"],
  ["paid", payRequested, "Cancel the order"],
])("says why what was %s cannot be taken back", (_, event, said) => {
  const answer = afterwards(event).takingBack(event);
  expect(answer).toMatchObject({ kind: "impossible", reason: expect.stringContaining(said) });
});
