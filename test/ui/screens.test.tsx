import { act, fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { navigate } from "wouter/use-hash-location";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { keepDrafts } from "../../src/application/session/draft-storage.ts";
import { createBookStore } from "../../src/application/store/book-store.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { eventually } from "../eventually.ts";
import { openApp } from "./open-app.tsx";

const LINES = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];

async function fill({ bus }: BookSession): Promise<void> {
  await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines: LINES });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
}

describe("a screen", () => {
  it.each([
    ["/dashboard", "Dashboard"],
    ["/clients", "Clients"],
    ["/orders", "Orders"],
    ["/wallets", "Wallets"],
    ["/timeline", "Timeline"],
    ["/journal", "Journal"],
    ["/transfer", "Transfer"],
    ["/csv", "Import a table"],
    ["/compare/1-2", "Compare"],
    ["/sharing", "Sharing"],
    ["/books", "Books"],
    ["/health", "Health"],
    ["/clients/c-ada", "ada · Clients"],
    ["/orders/o-1", "Order 1 · Orders"],
    ["/wallets/c-ada", "ada · Wallets"],
  ])("%s gives the tab its own title", async (address, title) => {
    await openApp(address, fill);
    await eventually(() => expect(document.title).toBe(`${title} · My book · Hindsight`));
  });

  it.each([
    ["/clients", "Clients", "#/clients/c-ada"],
    ["/orders", "Orders", "#/orders/o-1"],
    ["/wallets", "Wallets", "#/wallets/c-ada"],
    ["/compare/3-6", "Differences", "#/orders/o-1"],
    ["/restore/3", "Records to restore", "#/orders/o-1"],
  ])("opens a row of %s that is clicked anywhere", async (address, name, opened) => {
    const { user } = await openApp(address, fill);
    const table = await screen.findByRole("table", { name });
    const cells = within(within(table).getAllByRole("row")[1] as HTMLElement).getAllByRole("cell");
    await user.click(cells[1] as HTMLElement);
    await eventually(() => expect(location.hash).toBe(opened));
  });

  it.each([
    ["/timeline", "Events", { name: "Event" }],
    ["/journal", "Attempts", { name: "Attempt" }],
  ])("opens a row of %s beside the list", async (address, name, opened) => {
    const { user } = await openApp(address, fill);
    const table = await screen.findByRole("table", { name });
    const [, cell] = await within(table).findAllByRole("cell");
    await user.click(cell as HTMLElement);
    expect(await screen.findByRole("complementary", opened)).toBeInTheDocument();
  });

  it.each([
    ["/clients/nobody", "Add client"],
    ["/orders/nobody", "Place order"],
    ["/wallets/nobody", "Move money"],
  ])("%s says that nothing of that name is there, beside the form", async (address, form) => {
    await openApp(address, fill);
    expect(await screen.findByText(/^Nothing called “nobody” is here/)).toBeVisible();
    expect(screen.getByRole("form", { name: form })).toBeVisible();
  });

  it("leaves a row alone whose button was clicked", async () => {
    const { user, session } = await openApp("/orders", fill);
    await user.click(await screen.findByRole("button", { name: "Ship order 1" }));
    await eventually(() => expect(session.store.getState().head.position).toBe(7));
    expect(location.hash).toBe("#/orders");
  });

  it("names the key of its search as this computer has it", async () => {
    await openApp("/clients", fill);
    expect(screen.getByText("Ctrl K")).toBeInTheDocument();
    expect(screen.queryByText(/⌘/)).toBeNull();
  });
});

describe("the word that the sample is there", () => {
  it("leaves by itself, and not while it is read", async () => {
    const { session } = await openApp("/clients", fill);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    act(() => session.store.setState({ sample: { kind: "loaded" } }));
    const word = () => screen.queryByText(/^The sample is in the book/);
    const banner = word()?.closest("div[class*=banner]") as HTMLElement;
    fireEvent.pointerEnter(banner);
    act(() => vi.advanceTimersByTime(60_000));
    expect(word()).toBeVisible();
    fireEvent.pointerLeave(banner);
    act(() => vi.advanceTimersByTime(10_000));
    expect(word()).toBeNull();
  });
});

describe("a list on paper", () => {
  const print = () => act(() => window.dispatchEvent(new Event("beforeprint")));
  const paper = (name: string) => screen.findByRole("main", { name: `${name}, for paper` });

  it("says that nothing is in it", async () => {
    await openApp("/orders", ({ bus }) => bus.dispatch({ type: "RegisterClient", username: "a" }));
    await eventually(async () => {
      print();
      expect(await paper("Orders")).toHaveTextContent("No order at this moment.");
    });
  });

  it("is made of a journal to which more and more comes, as it was when it was asked for", async () => {
    // given a journal of several steps, each of which takes longer than a command takes to come
    const { user, session } = await openApp("/journal", async ({ bus }) => {
      const names = Array.from({ length: 450 }, (_, index) => `client-${index}`);
      await Promise.all(
        names.map((username) => bus.dispatch({ type: "RegisterClient", username })),
      );
    });
    const print = vi.spyOn(window, "print").mockImplementation(() => {});
    const { journal } = session.log;
    vi.spyOn(session.log, "journal").mockImplementation(async (range) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return journal(range);
    });
    let number = 0;
    const coming = setInterval(() => {
      number += 1;
      session.bus.dispatch({ type: "RegisterClient", username: `later-${number}` });
    }, 150);
    onTestFinished(() => clearInterval(coming));

    // then it is printed all the same
    await user.click(await screen.findByRole("button", { name: "Print all attempts" }));
    await eventually(() => expect(print).toHaveBeenCalledOnce());
  });

  it("says that it is what a search has found", async () => {
    const { user } = await openApp("/clients", fill);
    await user.type(screen.getByRole("searchbox", { name: "Search clients" }), "ada");
    await eventually(async () => {
      print();
      expect(await paper("Clients")).toHaveTextContent("1 found");
    });
  });
});

describe("a folded timeline", () => {
  // It stays folded on this device.
  beforeEach(() => localStorage.clear());

  async function openFolded() {
    const app = await openApp("/clients", async (session) => {
      await fill(session);
      const occurredAt = Date.parse("1999-05-03T12:00:00Z");
      await session.bus.dispatch({ type: "RegisterClient", username: "late", occurredAt });
    });
    await app.user.click(screen.getByRole("button", { name: "Fold the timeline" }));
    return app;
  }

  it("says that events are out of order", async () => {
    await openFolded();
    expect(screen.getByText(/stand behind later ones here/)).toBeInTheDocument();
  });

  it.each([
    ["j", () => screen.getByLabelText(/^Jump to date/)],
    ["m", () => screen.getByRole("button", { name: "Bookmarks" })],
  ])("is unfolded by the key %s, which leads to what it shows", async (key, part) => {
    const { user } = await openFolded();
    await user.keyboard(key);
    expect(part()).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Fold the timeline" })).toBeInTheDocument();
    if (key === "j") expect(part()).toHaveFocus();
  });
});

describe("a date far from today", () => {
  // A client, an order and money of the year 2062 between others of today.
  async function fillFromThen({ bus }: BookSession): Promise<void> {
    const occurredAt = Date.parse("2062-05-03T12:00:00Z");
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ type: "RegisterClient", username: "bob", clientId: "c-bob", occurredAt });
    const order = { orderId: "o-1", client: "bob", lines: LINES, occurredAt };
    await bus.dispatch({ type: "PlaceOrder", ...order });
    await bus.dispatch({ type: "CreditWallet", client: "bob", amount: 500, occurredAt });
  }

  it.each([
    ["/timeline", "events", 5],
    ["/clients", "clients", 1],
    ["/orders", "orders", 1],
    ["/wallets", "wallets", 1],
    ["/orders/o-1", "an order", 2],
    ["/wallets/c-bob", "a wallet", 3],
    ["/clients/c-bob", "a client", 6],
  ])("is marked on %s, the screen of %s", async (address, _, marks) => {
    await openApp(address, fillFromThen);
    await eventually(() => {
      const found = screen.getAllByText("This date is in the future.");
      expect(found.length).toBeGreaterThanOrEqual(marks);
    });
  });

  it.each([
    ["the slider", () => screen.findByRole("slider", { name: "Timeline" }), "aria-valuetext"],
    ["the banner of the past", () => screen.findByText(/^You are viewing/), ""],
  ])("is told by %s", async (_, find, attribute) => {
    const { session, act } = await openApp("/clients", fillFromThen);
    act(() => session.time.goTo(5 as Position));
    const part = await find();
    const said = attribute ? part.getAttribute(attribute) : part.textContent;
    expect(said).toMatch(/2062.*\(in the future\)/);
  });

  it.each([
    ["/compare/5-7", /2062.*\(in the future\)/],
    ["/restore/5", /as of .*2062.*\(in the future\), event 5, brought/],
  ])("is told within the sentences of %s", async (address, sentence) => {
    await openApp(address, fillFromThen);
    expect((await screen.findAllByText(sentence)).length).toBeGreaterThan(0);
  });
});

describe("the inspector", () => {
  const event = () => screen.queryByRole("complementary", { name: "Event" });

  it("closes with the screen it was opened on", async () => {
    // given an event that is looked into beside the clients
    const { session, act } = await openApp("/clients", fill);
    act(() => session.store.setState({ inspected: { position: 2 as Position } }));
    await eventually(() => expect(event()).toBeInTheDocument());

    // when another record of the same screen, and then another screen is shown
    act(() => navigate("/clients/c-ada"));
    await eventually(() => expect(location.hash).toBe("#/clients/c-ada"));
    expect(event()).toBeInTheDocument();
    act(() => navigate("/orders"));

    // then it is gone
    await eventually(() => expect(event()).not.toBeInTheDocument());
  });

  it("leaves the focus to the screen that comes where the focus was in it", async () => {
    const { session, user, act } = await openApp("/clients", fill);
    act(() => session.store.setState({ inspected: { position: 2 as Position } }));
    await user.click(await screen.findByRole("button", { name: "Next event" }));
    act(() => navigate("/orders"));
    await eventually(() => expect(event()).not.toBeInTheDocument());
    expect(screen.getByRole("main")).toHaveFocus();
  });

  it("stays where it is pinned", async () => {
    const { session, user, act } = await openApp("/clients", fill);
    act(() => session.store.setState({ inspected: { position: 2 as Position } }));
    await user.click(await screen.findByRole("button", { name: "Keep open" }));
    act(() => navigate("/orders"));
    await screen.findByRole("heading", { level: 1, name: "Orders" });
    expect(event()).toBeInTheDocument();
  });

  it("opens with the screen whose address names its event", async () => {
    const { session, act } = await openApp("/clients", fill);
    act(() => session.store.setState({ inspected: { position: 2 as Position } }));
    await eventually(() => expect(event()).toBeInTheDocument());
    act(() => navigate("/timeline/3"));
    await screen.findByRole("heading", { level: 2, name: /#3/ });
    expect(location.hash).toBe("#/timeline/3");
  });
});

describe("what is half typed", () => {
  const entry = { id: "b-1", name: "My book" } as Parameters<typeof createBookStore>[0];

  it("survives a reload, and only what was typed", () => {
    // given a form that was begun and one that was sent
    const before = createBookStore(entry);
    keepDrafts(before);
    before.setState({ drafts: { "add-client": { username: "ad" }, order: { client: "" } } });

    // when the tab is reloaded
    const after = createBookStore(entry);
    keepDrafts(after);

    // then what was begun is there again
    expect(after.getState().drafts).toEqual({ "add-client": { username: "ad" } });
  });

  it("keeps an address in any field but one of servers, where it may hold a password", () => {
    // given forms with addresses that have an at sign
    const before = createBookStore(entry);
    keepDrafts(before);
    const name = "https://mastodon.social/@ada";
    const server = "wss://ada:secret@books.example.org";
    before.setState({ drafts: { "client-1": { name }, "share-book": { server, name: "b" } } });

    // when the tab is reloaded
    const after = createBookStore(entry);
    keepDrafts(after);

    // then only the password is gone
    expect(after.getState().drafts).toEqual({ "client-1": { name }, "share-book": { name: "b" } });
  });

  it.each(["no JSON", "[1]", '{"add-client":{"username":1}}', '{"add-client":"x"}'])(
    "is nothing where the browser kept %s",
    (kept) => {
      sessionStorage.setItem("hindsight-drafts-b-1", kept);
      const store = createBookStore(entry);
      keepDrafts(store);
      expect(store.getState().drafts).toEqual({});
    },
  );
});

describe("a client whose username looks like another one", () => {
  it("is pointed out while it is typed, and beside the client afterwards", async () => {
    const { user, act } = await openApp("/clients", fill);
    const form = await screen.findByRole("form", { name: "Add client" });
    await user.type(within(form).getByLabelText("Username"), "аdа");
    expect(
      await within(form).findByText("Looks like “ada”, and is another client."),
    ).toBeInTheDocument();

    await user.click(within(form).getByRole("button", { name: "Add client" }));
    act(() => navigate("/clients/c-ada"));
    expect(await screen.findByText("Looks like “аdа”, and is another client.")).toBeInTheDocument();
  });
});
