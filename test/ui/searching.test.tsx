import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { openApp } from "./open-app.tsx";

// Events: 1 book, 2–3 ada, 4–5 bob, 6 order of ada, 7 order of bob, 8 ada is renamed, 9 the first is shipped, 10 a wallet.
const fill = async ({ bus }: BookSession): Promise<void> => {
  const lines = (productCode: string) => [{ productCode, quantity: 1, unitPrice: 450 }];
  await bus.dispatch({ type: "RegisterClient", username: "ada", name: "Ada", clientId: "c-ada" });
  await bus.dispatch({ type: "RegisterClient", username: "bob", clientId: "c-bob" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines: lines("TEA-1") });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-2", client: "bob", lines: lines("PEN") });
  await bus.dispatch({ type: "ChangeClient", client: "ada", name: "Zoë", email: "z@example.org" });
  await bus.dispatch({ type: "ShipOrder", orderId: "o-1" });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
};

function rowsOf(name: string): string[] {
  const [, ...rows] = within(screen.getByRole("table", { name })).getAllByRole("row");
  return rows.map((row) => row.textContent ?? "");
}

function status() {
  return screen.getByRole("status", { name: "Search" });
}

describe("searching orders", () => {
  it.each([
    ["tea", ["TEA"]],
    ["zoe", ["TEA"]],
    ["bob", ["PEN"]],
    ["o-2", ["PEN"]],
    ["#1", ["TEA"]],
    ["o-", ["PEN", "TEA"]],
  ])("finds by “%s”", async (typed, products) => {
    const { user } = await openApp("/orders", fill);
    await user.type(screen.getByRole("searchbox", { name: "Search orders" }), typed);
    await waitFor(() => expect(status()).toHaveTextContent(`${products.length} found`));
    await waitFor(() => expect(rowsOf("Orders")).toHaveLength(products.length));
    expect(rowsOf("Orders")[0]).toContain(products[0] === "TEA" ? "Zoë" : "bob");
  });

  it("finds as of the moment on the screen, together with a status, and says what empties the table", async () => {
    const { user, session, act } = await openApp("/orders", fill);
    const field = screen.getByRole("searchbox", { name: "Search orders" });
    await user.type(field, "zoe");
    await waitFor(() => expect(status()).toHaveTextContent("1 found"));
    await act(() => session.time.goTo(7 as Position));
    await waitFor(() => expect(status()).toHaveTextContent("0 found"));
    expect(screen.getByText("No order fits “zoe” at this moment.")).toBeInTheDocument();
    await act(() => session.time.goTo("live"));
    await waitFor(() => expect(status()).toHaveTextContent("1 found"));

    await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "placed");
    expect(
      await screen.findByText("No placed order fits “zoe” at this moment."),
    ).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Clear search" }));
    expect(field).toHaveValue("");
    await waitFor(() => expect(rowsOf("Orders")).toHaveLength(1));
  });
});

describe("searching and sorting clients", () => {
  it("finds by username, name and e-mail", async () => {
    const { user } = await openApp("/clients", fill);
    const field = screen.getByRole("searchbox", { name: "Search clients" });
    for (const typed of ["ADA", "zoë", "z@ex"]) {
      await user.clear(field);
      await user.type(field, typed);
      await waitFor(() => expect(status()).toHaveTextContent("1 found"));
      await waitFor(() => expect(rowsOf("Clients")[0]).toContain("ada"));
    }
  });

  it("sorts by its heads, which say so, as of any moment", async () => {
    const { user, session, act } = await openApp("/clients", fill);
    const head = (name: string) => screen.getByRole("columnheader", { name });
    expect(head("Since")).toHaveAttribute("aria-sort", "descending");
    expect(rowsOf("Clients")[0]).toContain("bob");
    await user.click(screen.getByRole("button", { name: "Username" }));
    expect(head("Username")).toHaveAttribute("aria-sort", "ascending");
    expect(head("Since")).toHaveAttribute("aria-sort", "none");
    await waitFor(() => expect(rowsOf("Clients")[0]).toContain("ada"));
    await user.click(screen.getByRole("button", { name: "Username" }));
    expect(head("Username")).toHaveAttribute("aria-sort", "descending");
    await waitFor(() => expect(rowsOf("Clients")[0]).toContain("bob"));
    await act(() => session.time.goTo(3 as Position));
    await waitFor(() => expect(rowsOf("Clients")).toHaveLength(1));
  });
});

describe("going to the event that changed a value", () => {
  it("leads from the detail of an order to the event, and on to the book then", async () => {
    const { user, session } = await openApp("/orders/o-1", fill);
    const detail = await screen.findByRole("article", { name: "Order 1" });
    expect(within(detail).getByRole("button", { name: "Client changed at #8" })).toBeVisible();
    expect(within(detail).getByRole("button", { name: "Total changed at #6" })).toBeVisible();
    await user.click(within(detail).getByRole("button", { name: "Status changed at #9" }));
    const event = await screen.findByRole("complementary", { name: "Event" });
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent("OrderShipped #9");
    expect(event).toHaveTextContent("This event made Status of Order 1 shipped.");
    expect(location.hash).toBe("#/orders/o-1");
    await user.click(within(event).getByRole("button", { name: "See the book then" }));
    expect(session.store.getState().cursor).toBe(9);
  });

  it("leads from a cell by its row’s menu, by keyboard alone", async () => {
    const { user } = await openApp("/wallets", fill);
    const opener = screen.getByRole("button", { name: "What changed the wallet of ada" });
    opener.focus();
    await user.keyboard("{Enter}");
    const menu = screen.getByRole("menu", { name: "What changed the wallet of ada" });
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((item) => item.textContent),
    ).toEqual([
      "Client changed at #10",
      "Balance changed at #11",
      "Transactions changed at #11",
      "Since changed at #10",
    ]);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).not.toBeInTheDocument();
    expect(opener).toHaveFocus();
    await user.keyboard("{Enter}{ArrowDown}{Enter}");
    expect(
      await screen.findByRole("heading", { level: 2, name: /WalletCredited #11/ }),
    ).toBeVisible();
  });

  it("leads from the cell that was asked for", async () => {
    const { user } = await openApp("/clients", fill);
    await user.pointer({ keys: "[MouseRight]", target: screen.getByRole("cell", { name: "Zoë" }) });
    expect(screen.getByRole("menuitem", { name: "Name changed at #8" })).toHaveFocus();
    await user.click(document.body);
    expect(screen.queryByRole("menu")).not.toBeInTheDocument();
  });
});
