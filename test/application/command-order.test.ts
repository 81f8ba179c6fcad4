import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DispatchResult } from "../../src/application/commands/command-executor.ts";
import type { StreamName } from "../../src/eventlog/envelope.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { NOW, openSession, orderOf } from "./open-session.ts";

const ada = { type: "RegisterClient", username: "ada" };
const accepted = ({ accepted }: DispatchResult): boolean => accepted;
const codeOf = (answer: DispatchResult) => (answer.accepted ? "accepted" : answer.rejection.code);

describe("commands that are given without waiting for answers", () => {
  it("rest on those before: a client and an order of theirs, 20 of 20 times", async () => {
    for (let time = 0; time < 20; time += 1) {
      const { bus } = await openSession();
      const answers = await Promise.all([bus.dispatch(ada), bus.dispatch(orderOf("ada"))]);
      expect(answers.map(codeOf)).toEqual(["accepted", "accepted"]);
    }
  });

  it("stand in the log in their order, a hundred of them", async () => {
    const { bus, log } = await openSession();
    const ids = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const answers = await Promise.all([
      bus.dispatch(ada),
      ...ids.map((commandId) => bus.dispatch({ ...orderOf("ada"), commandId })),
    ]);
    expect(answers.every(accepted)).toBe(true);
    const placed = (await log.read()).filter(({ type }) => type === "OrderPlaced");
    expect(placed.map(({ meta }) => meta.commandId)).toEqual(ids);
  });

  it("mean each what it was when it was given, also where one object is filled again", async () => {
    const { bus, history } = await openSession();
    const command = { type: "RegisterClient", username: "" };
    const given = ["ada", "bob", "cy"].map((username) => {
      command.username = username;
      return bus.dispatch(command);
    });
    await Promise.all(given);
    const rows = history.clients.rows(history.head().position);
    expect(rows.map(({ username }) => username)).toEqual(["ada", "bob", "cy"]);
  });

  it("are not taken down by a refusal in the middle, unless they rest on it", async () => {
    const { bus, log } = await openSession();
    const answers = await Promise.all([
      bus.dispatch(ada),
      bus.dispatch(orderOf("bob")),
      bus.dispatch(orderOf("ada")),
      bus.dispatch(ada),
      bus.dispatch({ type: "RegisterClient", username: "bob" }),
      bus.dispatch(orderOf("bob")),
      bus.dispatch({ type: "nonsense" }),
      bus.dispatch(orderOf("ada")),
    ]);
    expect(answers.map(codeOf)).toEqual([
      "accepted",
      "unknown-client",
      "accepted",
      "username-taken",
      "accepted",
      "accepted",
      "invalid-command",
      "accepted",
    ]);
    const journal = (await log.journal()).map(({ outcome }) => outcome);
    expect(journal).toEqual(answers.map((one) => (one.accepted ? "accepted" : "refused")));
  });

  it("keep what a command id means: the same content again, and never another", async () => {
    const { bus, log } = await openSession();
    const answers = await Promise.all([
      bus.dispatch({ ...ada, commandId: "c1" }),
      bus.dispatch({ ...ada, commandId: "c1" }),
      bus.dispatch({ type: "RegisterClient", username: "eve", commandId: "c1" }),
      bus.dispatch(orderOf("ada")),
      bus.dispatch(orderOf("eve")),
    ]);
    expect(answers.map(codeOf)).toEqual([
      "accepted",
      "accepted",
      "command-id-reused",
      "accepted",
      "unknown-client",
    ]);
    expect(answers[1]).toEqual(answers[0]);
    expect((await log.head()).position).toBe(4);
  });

  it("are decided again where the storage failed in the middle, and refused only on what is there", async () => {
    // given a storage that fails for one command, and for those that are written with it
    const log = createMemoryLog({ now: () => NOW });
    const full = new StorageError("There is no room.", { problem: "quota" });
    const failing: EventLog = {
      ...log,
      append: async (attempt) => {
        if (attempt.command.payload["username"] === "bob") throw full;
        return log.append(attempt);
      },
    };
    const { bus } = await openSession(failing);

    // when commands are given, some of which rest on it
    const answers = await Promise.allSettled([
      bus.dispatch(ada),
      bus.dispatch({ type: "RegisterClient", username: "bob" }),
      bus.dispatch(orderOf("bob")),
      bus.dispatch(orderOf("ada")),
      bus.dispatch({ type: "RegisterClient", username: "cy" }),
    ]);

    // then it alone fails
    const told = answers.map((one) =>
      one.status === "fulfilled" ? codeOf(one.value) : (one.reason as unknown),
    );
    expect(told).toEqual(["accepted", full, "unknown-client", "accepted", "accepted"]);
    expect(await log.verify()).toMatchObject({ ok: true });
  });

  it("are decided on what another tab wrote in between, refusals as well", async () => {
    // given another tab that is faster, and that this one does not hear of
    const log = createMemoryLog({ now: () => NOW });
    const deaf: EventLog = { ...log, onAppend: () => () => {} };
    const [one, other] = [await openSession(deaf), await openSession(log)];
    await other.bus.dispatch(ada);

    // when the tab that knows of nothing is asked for an order of hers, then it looks again
    expect(codeOf(await one.bus.dispatch(orderOf("ada")))).toBe("accepted");
    await other.bus.dispatch({ type: "RegisterClient", username: "bob" });
    const answers = await Promise.all([
      one.bus.dispatch(orderOf("bob")),
      one.bus.dispatch({ type: "RegisterClient", username: "bob" }),
      one.bus.dispatch(orderOf("cy")),
    ]);
    expect(answers.map(codeOf)).toEqual(["accepted", "username-taken", "unknown-client"]);
  });

  it("come to what they would come to one after the other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { maxLength: 25 }), async (commands) => {
        const [together, alone] = [await openSession(), await openSession()];
        const answers = await Promise.all(
          commands.map((command) => together.bus.dispatch(command)),
        );
        const expected: DispatchResult[] = [];
        for (const command of commands) expected.push(await alone.bus.dispatch(command));
        expect(answers).toEqual(expected);
        expect(factsOf(await together.log.read())).toEqual(factsOf(await alone.log.read()));
        // A refusal that rests on no record may be noted before what was accepted ahead of it.
        expect(await outcomesOf(together.log)).toEqual(await outcomesOf(alone.log));
      }),
      { seed: 43, numRuns: 60 },
    );
  });
});

describe("commands that wait", () => {
  it("are decided again behind a busy record, of which the person is told", async () => {
    const log = createMemoryLog({ now: () => NOW });
    const bob = { type: "RegisterClient", username: "bob" };
    let isBusy = true;
    let rivals = 0;
    const busy: EventLog = {
      ...log,
      async append(attempt) {
        const isBobs = isBusy && attempt.command.payload["username"] === "bob";
        const [{ stream } = { stream: "book" as StreamName }] = attempt.expected;
        rivals += isBobs ? 1 : 0;
        const id = `rival-${rivals}` as typeof attempt.command.id;
        const noise = [{ stream, type: "Noise", schemaVersion: 1, data: {} }] as const;
        const { after: _, ...rest } = attempt;
        const rival = { ...rest, command: { ...attempt.command, id }, expected: [], events: noise };
        if (isBobs) await log.append(rival);
        return log.append(attempt);
      },
    };
    const { bus } = await openSession(busy);
    const answers = await Promise.all([
      bus.dispatch({ ...bob, commandId: "c1" }),
      bus.dispatch(ada),
      bus.dispatch(orderOf("ada")),
    ]);
    expect(answers.map(codeOf)).toEqual(["busy", "accepted", "accepted"]);
    // Trying once more, as the answer says, is possible under the same id.
    isBusy = false;
    expect(codeOf(await bus.dispatch({ ...bob, commandId: "c1" }))).toBe("accepted");
    expect(await outcomesOf(log)).toContain("busy");
  });
});

const NAMES = ["ada", "bob", "cy"];
const name = fc.constantFrom(...NAMES);
const orderId = fc.constantFrom("o1", "o2", "o3");
const anyCommand = fc.oneof(
  name.map((username) => ({ type: "RegisterClient", username, clientId: `id-${username}` })),
  fc.tuple(name, orderId).map(([client, id]) => ({ ...orderOf(client), orderId: id })),
  fc
    .tuple(name, orderId, fc.constantFrom("k1", "k2"))
    .map(([client, id, commandId]) => ({ ...orderOf(client), orderId: id, commandId })),
  name.map((client) => ({ type: "CreditWallet", client, amount: 500, currency: "EUR" })),
  name.map((client) => ({ type: "DebitWallet", client, amount: 300, currency: "EUR" })),
  orderId.map((id) => ({ type: "CancelOrder", orderId: id })),
  orderId.map((id) => ({ type: "ShipOrder", orderId: id })),
  fc.constant({ type: "Nonsense" }),
);

function factsOf(events: Awaited<ReturnType<EventLog["read"]>>) {
  return events.map(({ position, type, stream, version, data }) => {
    // Which key a book's names are hidden under differs from book to book.
    return { position, type, stream: stream.replace(/^username-.*/, "username"), version, data };
  });
}

async function outcomesOf(log: EventLog): Promise<readonly string[]> {
  const entries = await log.journal();
  return entries
    .map((entry) => (entry.outcome === "refused" ? entry.refusal.code : entry.outcome))
    .sort();
}
