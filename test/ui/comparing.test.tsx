import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { openApp } from "./open-app.tsx";

const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];
// Events: 1 book, 2–3 ada, 4 placed, 5 opened, 6 credited, 7–8 bob, 9 renamed, 10 shipped, 11 credited.
const fill = async ({ bus }: BookSession): Promise<void> => {
  await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1_000 });
  await bus.dispatch({ type: "RegisterClient", username: "bob", clientId: "c-bob" });
  await bus.dispatch({ type: "ChangeClient", client: "ada", name: "Ada" });
  await bus.dispatch({ type: "ShipOrder", orderId: "o-1" });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 41_000 });
};

function rows(): string[] {
  const [, ...told] = within(screen.getByRole("table", { name: "Differences" })).getAllByRole(
    "row",
  );
  return told.map((row) => row.textContent ?? "");
}

describe("comparing two moments", () => {
  it("says what differs in a sentence, then field by field", async () => {
    await openApp("/compare/6-11", fill);
    expect(screen.getByText(/^1 client added/)).toHaveTextContent(
      "1 client added, 1 client changed, 1 order changed, 1 wallet changed, balance + €410.00.",
    );
    expect(screen.getByText("5 events lie in between.")).toBeInTheDocument();
    expect(rows()[0]).toContain("adaNamenothing→Ada");
    expect(rows().join("\n")).toMatch(/bobnewbob/);
    expect(rows().join("\n")).toMatch(/Order 1Statusplaced→shipped/);
    expect(rows().join("\n")).toMatch(/Wallet of adaBalance€10\.00→€420\.00/);
  });

  it("leads from a value to the record then, and to the event that did it", async () => {
    const { user, session } = await openApp("/compare/6-11", fill);
    await user.click(screen.getByRole("button", { name: "Why: Status of Order 1" }));
    const event = await screen.findByRole("complementary", { name: "Event" });
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent("OrderShipped #10");
    expect(event).toHaveTextContent("This event made Status of Order 1 shipped.");
    await user.click(screen.getByRole("button", { name: "placed, as of event 6" }));
    await screen.findByRole("article", { name: "Order 1" });
    expect(session.store.getState().cursor).toBe(6);
    expect(location.hash).toBe("#/orders/o-1");
  });

  it.each([
    ["11-6", "The later moment stood first"],
    ["6-6", "Both are the same moment"],
    ["6-99", "Event 99 is not there yet: this book ends with event 11."],
    ["abc", "“abc” names no two moments."],
    ["6", "“6” names no two moments."],
    ["1-2-3", "“1-2-3” names no two moments."],
    ["-1-2", "“-1-2” names no two moments."],
    ["1e3-2", "“1e3-2” names no two moments."],
  ])("has a sentence for an address that ends with %s", async (address, sentence) => {
    await openApp(`/compare/${address}`, fill);
    expect(screen.getByText(new RegExp(sentence.replace(/[.]/g, "\\.")))).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Compare" })).toBeEnabled();
  });

  it("goes on from a moment that is not there yet to now", async () => {
    const { user } = await openApp("/compare/6-99", fill);
    await user.click(screen.getByRole("link", { name: "Compare up to now" }));
    expect(location.hash).toBe("#/compare/6-11");
    expect(screen.getByText(/^1 client added/)).toBeInTheDocument();
  });

  it("is set by its fields, which say what is wrong with a number", async () => {
    const { user } = await openApp("/compare", fill);
    const [from, to] = ["From event", "To event"].map((name) => screen.getByLabelText(name));
    expect([from, to].map((field) => (field as HTMLInputElement).value)).toEqual(["0", "11"]);
    await user.clear(to as HTMLElement);
    await user.type(to as HTMLElement, "12");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect(screen.getByRole("alert")).toHaveTextContent("A whole number from 0 to 11.");
    await user.type(to as HTMLElement, "{Backspace}{Enter}");
    expect(location.hash).toBe("#/compare/0-1");
    expect(screen.getByText("No client, order or wallet differs.")).toBeInTheDocument();
  });

  it("begins in the past with what came since", async () => {
    const { user, session, act } = await openApp("/clients", fill);
    await act(() => session.time.goTo(6 as Position));
    await user.click(screen.getByRole("link", { name: "Compare with now" }));
    await waitFor(() => expect(screen.getByText(/^1 client added/)).toBeInTheDocument());
    expect(location.hash).toBe("#/compare/6-11");
  });
});
