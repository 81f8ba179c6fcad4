import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { CommandBus } from "../../src/application/commands/command-bus.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { openApp } from "./open-app.tsx";

function form(name: string) {
  return within(screen.getByRole("form", { name }));
}

/** Holds the bus's next command back until the result is called. */
function withhold(bus: CommandBus): () => void {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { dispatch } = bus;
  vi.spyOn(bus, "dispatch").mockImplementationOnce(async (command) => {
    await held;
    return dispatch(command);
  });
  return letGo;
}

describe("the form for a client", () => {
  it("adds a client, says so, and is empty for the next", async () => {
    const { user, session } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("Username"), "ada");
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));
    expect(await form("Add client").findByRole("status")).toHaveTextContent("ada is in the book.");
    expect(form("Add client").getByLabelText("Username")).toHaveValue("");
    expect(session.history.clients.count(3 as Position)).toBe(1);
  });

  it("takes an address of several lines, which Enter adds", async () => {
    // Given a client as somebody types it
    const { user, session } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("Username"), "ada");
    const address = form("Add client").getByRole("textbox", { name: "Address" });
    await user.type(address, "12 St James’s Square{Enter}London{Enter}United Kingdom{Enter}");

    // When it is added
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));

    // Then the book has it in its lines, and the list in one
    expect(await form("Add client").findByRole("status")).toHaveTextContent("ada is in the book.");
    const [client] = session.history.clients.rows(session.history.head().position);
    expect(client?.address).toBe("12 St James’s Square\nLondon\nUnited Kingdom");
    expect(
      screen.getByRole("cell", { name: "12 St James’s Square, London, United Kingdom" }),
    ).toBeInTheDocument();
  });

  it("says beside the address that it is too long", async () => {
    const { user } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("Username"), "ada");
    const address = form("Add client").getByLabelText("Address");
    await user.click(address);
    await user.paste("x".repeat(501));
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("at most 500 characters");
    expect(address).toHaveFocus();
    expect(address).toHaveAccessibleDescription(/at most 500 characters/);
  });

  it("shows a client’s address in its lines, and changes it", async () => {
    // Given a client with an address
    const address = "Ockham Park\nSurrey";
    const { user, session } = await openApp("/clients/c-ada", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada", address }),
    );
    expect(await screen.findByText(/^Ockham Park\s+Surrey$/)).toBeInTheDocument();

    // When a line is added
    await user.click(await screen.findByRole("button", { name: "Edit client" }));
    const field = await form("Edit client").findByLabelText("Address");
    expect(field).toHaveValue(address);
    await user.type(field, "{Enter}England");
    await user.click(form("Edit client").getByRole("button", { name: "Save client" }));

    // Then that is one change more, and undoing it gives back the former lines
    expect(await screen.findByText(/^Ockham Park\s+Surrey\s+England$/)).toBeInTheDocument();
    const history = within(screen.getByRole("region", { name: "History" }));
    expect(history.getByText("Ockham Park, Surrey, England")).toBeInTheDocument();
    await user.click(screen.getAllByRole("button", { name: /^Undo/ })[0] as HTMLElement);
    await waitFor(() => {
      const { clients, head } = session.history;
      expect(clients.rows(head().position)[0]?.address).toBe(address);
    });
  });

  it("says what is wrong while typing, and does not shout before anything is sent", async () => {
    const { user } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("E-mail"), "ada");
    await user.tab();
    expect(form("Add client").getByLabelText("E-mail")).toHaveAccessibleDescription(
      "An address such as ada@example.org.",
    );
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  it("refuses to send without a username, and goes to the field", async () => {
    const { user, session } = await openApp("/clients");
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));
    expect(screen.getByRole("alert")).toHaveTextContent("A client needs a username.");
    expect(form("Add client").getByLabelText("Username")).toHaveFocus();
    expect(await session.log.journal()).toEqual([]);
  });

  it("moves the focus to a field only once its message is drawn", async () => {
    // Given a form that knows what a reader hears when the focus reaches its field
    const { user } = await openApp("/clients", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ada" }),
    );
    const scroll = vi.spyOn(Element.prototype, "scrollIntoView");
    const username = form("Add client").getByLabelText("Username");
    const heard: (string | null | undefined)[] = [];
    username.addEventListener("focus", () => {
      const about = username.getAttribute("aria-describedby") ?? "";
      heard.push(document.getElementById(about)?.textContent);
    });
    const send = () => user.click(form("Add client").getByRole("button", { name: "Add client" }));

    // When it is sent empty, and then with a name that is taken
    await send();
    expect(heard.at(-1)).toMatch(/A client needs a username/);
    await user.type(username, "ADA");
    await send();

    // Then each message was there before the focus, and nothing scrolls on from the field
    await waitFor(() => expect(heard.at(-1)).toMatch(/is taken/));
    expect(scroll).not.toHaveBeenCalled();
  });

  it("shows the refusal beside the username and keeps what was typed", async () => {
    const { user } = await openApp("/clients", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ada" }),
    );
    await user.type(form("Add client").getByLabelText("Username"), "ADA");
    await user.type(form("Add client").getByLabelText("Name"), "Somebody");
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("is taken");
    expect(form("Add client").getByLabelText("Username")).toHaveAccessibleDescription(/is taken/);
    expect(form("Add client").getByLabelText("Name")).toHaveValue("Somebody");
  });

  it("keeps what is typed for the next client while the one before is still being written", async () => {
    // Given a client that is on its way into the book
    const { user, session } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("Username"), "ada");
    await user.type(form("Add client").getByLabelText("E-mail"), "ada@example.org");
    await user.type(form("Add client").getByLabelText("Password"), "secret");
    const written = withhold(session.bus);
    await user.click(form("Add client").getByRole("button", { name: "Add client" }));

    // When somebody types on before it is there
    await user.clear(form("Add client").getByLabelText("Username"));
    await user.type(form("Add client").getByLabelText("Username"), "grace");
    await user.type(form("Add client").getByLabelText("Name"), "Grace Hopper");
    written();
    expect(await form("Add client").findByRole("status")).toHaveTextContent("ada is in the book.");

    // Then that stays, and what was sent is gone
    expect(form("Add client").getByLabelText("Username")).toHaveValue("grace");
    expect(form("Add client").getByLabelText("Name")).toHaveValue("Grace Hopper");
    expect(form("Add client").getByLabelText("E-mail")).toHaveValue("");
    expect(form("Add client").getByLabelText("Password")).toHaveValue("");
    expect(form("Add client").getByLabelText("Name")).toHaveFocus();
  });

  it("keeps the password out of the draft", async () => {
    const { user, session } = await openApp("/clients");
    await user.type(form("Add client").getByLabelText("Username"), "ada");
    await user.type(form("Add client").getByLabelText("Password"), "secret");
    expect(JSON.stringify(session.store.getState().drafts)).not.toContain("secret");
  });
});

describe("a form in the past", () => {
  it("is refused by the bus, leads back, and has kept what was typed", async () => {
    const { user, session, act } = await openApp("/orders", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ada" }),
    );
    await user.type(form("Place order").getByLabelText("Product code"), "TEA");
    act(() => session.time.goTo(1 as Position));
    await user.click(form("Place order").getByRole("button", { name: "Place order" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You are looking at the past");
    await user.click(screen.getByRole("button", { name: "Return to live and go on" }));
    expect(session.store.getState().cursor).toBe("live");
    expect(form("Place order").getByLabelText("Product code")).toHaveValue("TEA");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });
});

describe("the form for an order", () => {
  it("finds a client by a few letters of the name, and shows the exact total", async () => {
    const { user, session } = await openApp("/orders", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ALFKI", name: "Alfreds Futterkiste" }),
    );
    const order = form("Place order");
    await user.type(order.getByLabelText("Client"), "futter");
    await user.click(await order.findByRole("option", { name: /ALFKI/ }));
    await user.type(order.getByLabelText("Product code"), "TEA");
    await user.type(order.getByLabelText("Quantity"), "3");
    await user.type(order.getByLabelText("Unit price"), "0.35");
    await user.type(order.getByLabelText("Discount %"), "50");
    expect(order.getByText("€0.52")).toBeInTheDocument();
    await user.click(order.getByRole("button", { name: "Place order" }));
    expect(await order.findByRole("status")).toHaveTextContent(
      "The order of ALFKI is in the book.",
    );
    expect(session.history.orders.rows(4 as Position)).toMatchObject([{ total: 52 }]);
  });

  it("takes a line away again, and the others move up", async () => {
    const { user } = await openApp("/orders");
    const order = form("Place order");
    await user.click(order.getByRole("button", { name: "Add a line" }));
    const [first, second] = order.getAllByLabelText("Product code");
    if (first) await user.type(first, "A");
    if (second) await user.type(second, "B");
    await user.click(order.getByRole("button", { name: "Remove line 1" }));
    expect(order.getAllByLabelText("Product code")).toHaveLength(1);
    expect(order.getByLabelText("Product code")).toHaveValue("B");
  });
});
