import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/application/commands/checkout-process.ts";
import type {
  EventId,
  Position,
  RecordedEvent,
  UnhashedEvent,
} from "../../src/eventlog/envelope.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import {
  type CausationNode,
  causationTrees,
  conversationAround,
} from "../../src/read-model/queries/causation.ts";
import { openSession, orderOf } from "../application/open-session.ts";

/** A tree as nested lists of types. */
type Told = readonly [type: string, ...effects: Told[]];
const told = ({ event, effects }: CausationNode): Told => [event.type, ...effects.map(told)];

describe("what caused what", () => {
  it("draws a payment as a chain from the request to the paid order", async () => {
    const { bus, history, follower, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ ...orderOf("ada"), orderId: "o" });
    await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 900 });
    await bus.dispatch({ type: "PayOrder", orderId: "o", commandId: "pay" });
    await createCheckoutRunner(history, bus, () => follower.catchUp()).run();

    const conversation = (await log.read()).filter(({ meta }) => meta.correlationId === "pay");
    expect(causationTrees(conversation).map(told)).toEqual([
      ["PaymentRequested", ["WalletDebited", ["OrderPaid"]]],
    ]);
  });

  it("draws what one command did as roots side by side", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    expect(causationTrees(await log.read()).map(told)).toEqual([
      ["BookOpened"],
      ["ClientRegistered"],
      ["UsernameReserved"],
    ]);
  });

  it("takes in what stands nearest where a file tells of very many under one correlation id", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c" });
    const [first] = await log.read();
    const history = createHistory();
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      ...(first as RecordedEvent),
      ...{ position: (index + 1) as Position, id: `e-${index + 1}` as EventId },
    }));
    history.add(many);
    const at = (position: number) => history.event(position as Position) as UnhashedEvent;
    const end = history.head().position;

    const nearby = conversationAround(history, at(500), end);
    expect(nearby.isPart).toBe(true);
    expect(nearby.events.map(({ position }) => position)).toEqual(
      Array.from({ length: 121 }, (_, index) => 440 + index),
    );
    const few = conversationAround(history, at(2), 3 as Position);
    expect(few.isPart).toBe(false);
    expect(few.events.map(({ position }) => position)).toEqual([1, 2, 3]);
  });
});
