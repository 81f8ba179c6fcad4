import { describe, expect, it } from "vitest";
import { createCheckoutRunner } from "../../src/store/checkout-runner.ts";
import { type CausationNode, causationTrees } from "../../src/views/causation.ts";
import { openSession, orderOf } from "../store/open-session.ts";

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
});
