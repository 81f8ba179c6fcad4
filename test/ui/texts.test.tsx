import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { holdOther } from "../../src/application/branches/companion-book.ts";
import { copyFirstEvents } from "../../src/application/branches/copy-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { lost } from "../../src/application/store/read-only-reason.ts";
import { COMMAND_TYPES } from "../../src/domain/command-schema.ts";
import { sayRefusal } from "../../src/domain/describe-rejection.ts";
import type { BookId } from "../../src/domain/ids.ts";
import { REJECTION_CODES } from "../../src/domain/rejection.ts";
import { CURRENCY_CODES } from "../../src/domain/values/currencies.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { rooms } from "../../src/ui/i18n/screen-texts.ts";
import { texts } from "../../src/ui/i18n/texts.ts";
import { openSession } from "../application/open-session.ts";
import { eventually } from "../eventually.ts";
import { openApp } from "./open-app.tsx";
import { unmarkedTexts } from "./unmarked-texts.ts";

// The whole app in a language that marks each text: what stands unmarked on a screen came from somewhere else.
vi.mock("../../src/ui/i18n/english.tsx", async (original) => {
  const { pseudo } = await import("./pseudo-texts.tsx");
  return pseudo(await original<object>());
});

vi.mock("../../src/ui/i18n/english-screens.tsx", async (original) => {
  const { pseudo } = await import("./pseudo-texts.tsx");
  return pseudo(await original<object>());
});

// Numbers, money and times are written by the browser, and marked as well.
vi.mock("../../src/ui/i18n/format.ts", async (original) => {
  const { BEGIN, END } = await import("./pseudo-texts.tsx");
  const mark = ([name, value]: [string, (...values: unknown[]) => unknown]) =>
    name.startsWith("format")
      ? [name, (...values: unknown[]) => `${BEGIN}${value(...values)}${END}`]
      : [name, value];
  return Object.fromEntries(Object.entries(await original<object>()).map(mark));
});

// What jsdom lacks.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
});

const lines = [
  { productCode: "TEA", quantity: 2, unitPrice: 450 },
  { productCode: "CUP", quantity: 1, unitPrice: 900, discount: 1_000 },
];
const fill = async ({ bus, runWorkflows, log }: BookSession): Promise<void> => {
  runWorkflows();
  await bus.dispatch({ type: "RegisterClient", username: "ada", name: "Ada", clientId: "c-ada" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
  await bus.dispatch({ type: "PayOrder", orderId: "o-1" });
  // An order cannot be cancelled while its payment is under way.
  await eventually(async () =>
    expect((await log.read()).map(({ type }) => type)).toContain("OrderPaid"),
  );
  await bus.dispatch({ type: "RegisterClient", username: "bob", email: "bob@example.org" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-2", client: "bob", lines, currency: "JPY" });
  await bus.dispatch({ type: "ChangeClient", client: "ada", name: "Zoë", phone: "1" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-3", client: "nobody", lines });
  await bus.dispatch({ type: "CancelOrder", orderId: "o-1", reason: "too late" });
};

/** All that a screen may show of a book in no language at all. */
async function dataOf({ log, store }: BookSession): Promise<ReadonlySet<string>> {
  const events = await log.read();
  // Screens show as much of a hash as they have room for.
  const hashes = events.flatMap(({ hash }) => [
    hash.slice(-4),
    ...[4, 8, 12, 16].map((letters) => hash.slice(0, letters)),
  ]);
  const known = [events, hashes, await log.journal(), store.getState().book];
  const refusals = REJECTION_CODES.map(sayRefusal);
  return new Set(
    [...known, COMMAND_TYPES, REJECTION_CODES, refusals, CURRENCY_CODES].flatMap(stringsIn),
  );
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

async function lookAround(session: BookSession, ...more: string[]): Promise<void> {
  const data = new Set([...(await dataOf(session)), ...more]);
  expect(unmarkedTexts(document.body, data)).toEqual([]);
  expect(document.title).toMatch(/⟦/);
}

const press = async (name: string): Promise<void> =>
  userEvent.click((await screen.findAllByRole("button", { name }))[0] as HTMLElement);

describe("every text of a screen comes from the catalogue", () => {
  it("in an empty book, on the tour, in the list of keys and in the palette", async () => {
    const { session, user } = await openApp("/");
    await lookAround(session);
    await press(rooms.welcome.tour);
    for (const step of ["fill", "orders", "past", "change", "take"] as const) {
      await screen.findByRole("heading", { name: rooms.tour[step].title });
      await lookAround(session);
      await press(step === "take" ? rooms.tour.finish : rooms.tour.next);
    }
    await user.keyboard("?");
    await screen.findByText(rooms.keys.single);
    await lookAround(session);
    act(() => session.store.setState({ overlay: "palette" }));
    await screen.findByText(rooms.palette.undo);
    await lookAround(session);
    await user.type(screen.getByRole("combobox", { name: rooms.palette.field }), "xyz");
    await screen.findByText(rooms.palette.nothing("xyz"));
    await lookAround(session, "xyz");
  });

  it.each([
    ["/dashboard", rooms.dashboard.bestProducts],
    ["/clients", texts.clients.add],
    ["/clients/c-ada", rooms.clients.happened],
    ["/orders", rooms.orders.place],
    ["/orders/o-1", rooms.common.history],
    ["/wallets", rooms.wallets.move],
    ["/wallets/c-ada", rooms.common.history],
    ["/timeline", rooms.timeline.compare],
    ["/journal", rooms.journal.choose],
    ["/transfer", rooms.transfer.export],
    ["/books", rooms.books.create],
    ["/sharing", rooms.sharing.joinMeans],
    ["/branch", rooms.branch.noneMeans],
    ["/health", rooms.health.pummel],
    ["/compare", rooms.compare.sub],
    ["/compare/1-12", rooms.compare.csv],
    ["/compare/12-1", rooms.compare.swapped],
    ["/compare/1-1", rooms.compare.same],
    ["/compare/abc", rooms.compare.unreadable("abc")],
    ["/compare/1-999", rooms.compare.upToNow],
  ])("on %s", async (address, until) => {
    const { session } = await openApp(address, fill);
    await screen.findAllByText(until);
    await lookAround(session, "abc");
    act(() => session.time.goTo(5 as Position));
    await screen.findByText(rooms.past.compare);
    await lookAround(session, "abc");
  });

  it("where one looks into each of the events", async () => {
    const { session } = await openApp("/timeline/1", fill);
    const { position: head } = session.history.head();
    for (let position = 1; position <= head; position += 1) {
      await screen.findByRole("button", { name: rooms.inspector.copyJson });
      await press(rooms.inspector.wholeHash);
      await lookAround(session);
      await press(rooms.inspector.next);
    }
    expect(head).toBeGreaterThan(12);
  });

  it("in forms that are sent empty, and in the past", async () => {
    const { session } = await openApp("/orders", fill);
    const form = await screen.findByRole("form", { name: rooms.orders.place });
    await press(rooms.orders.addLine);
    const send = () =>
      userEvent.click(within(form).getByRole("button", { name: rooms.orders.place }));
    await send();
    await screen.findByText(rooms.orders.needsClient);
    await lookAround(session);
    act(() => session.time.goTo(5 as Position));
    await send();
    await screen.findByRole("button", { name: texts.past.returnAndGoOn });
    const refused = await session.bus.dispatch({ type: "ShipOrder", orderId: "o-2" });
    await lookAround(session, ...stringsIn(refused));
  });

  it("while records are edited, and in what the toast tells of it", async () => {
    const { session, user } = await openApp("/clients/c-ada", fill);
    await press(rooms.clients.edit);
    await user.type(await screen.findByLabelText(texts.labels.email), "ada@example.org");
    await lookAround(session);
    await press(rooms.clients.save);
    await screen.findByRole("button", { name: rooms.toast.dismiss });
    await lookAround(session);
    await press(texts.undo.undo);
    await waitFor(() => expect(session.store.getState().own.told?.kind).toBe("undone"));
    await lookAround(session);
  });

  it("in the forms of a book, and in the menu of what changed a row", async () => {
    const { session, act } = await openApp("/books", fill);
    for (const form of [rooms.books.branch, rooms.books.rename, rooms.books.delete]) {
      await press(form);
      await lookAround(session);
    }
    await press(rooms.books.deleteForGood);
    await lookAround(session);
    act(() => {
      location.hash = "/orders";
    });
    await press(texts.common.whatChanged(rooms.orders.inside("1")));
    await screen.findByRole("menu");
    await lookAround(session);
  });

  it("in the journal, of what was accepted and of what was refused", async () => {
    const { session } = await openApp("/journal", fill);
    const { refused, accepted } = rooms.outcomes;
    for (const [type, outcome] of [
      ["PlaceOrder", refused],
      ["CancelOrder", accepted],
    ] as const) {
      const [entry] = await screen.findAllByRole("button", {
        name: new RegExp(`${type}.*${outcome}`),
      });
      await userEvent.click(entry as HTMLElement);
      await screen.findByText(rooms.journal.askedFor);
      await lookAround(session);
    }
  });

  it("on an order for paper", async () => {
    const { session } = await openApp("/orders/o-1", fill);
    await screen.findByRole("button", { name: rooms.print.one("1") });
    act(() => void window.dispatchEvent(new Event("beforeprint")));
    await screen.findByRole("main", { name: rooms.print.sheet("1") });
    await lookAround(session);
  });

  it("while a table comes in, and of its rows that are refused", async () => {
    const { session } = await openApp("/csv", fill);
    await screen.findByText(rooms.tables.steps);
    await lookAround(session);
    const cells = ["user;mail", "eve;eve@example.org", "EVE;none"];
    const table = new File([cells.join("\n")], "list.csv");
    const data = [table.name, ...cells.flatMap((row) => row.split(";"))];
    act(() =>
      session.store.setState({
        offered: { file: table, source: { kind: "shared" }, kind: "table" },
      }),
    );
    await press(rooms.tables.check);
    await screen.findByRole("button", { name: rooms.tables.add(1) });
    const said = session.store.getState().tableImport?.state.getState();
    await lookAround(session, ...data, ...stringsIn(said));
    await press(rooms.tables.add(1));
    await screen.findByText(rooms.tables.added(1, 1));
    await lookAround(session, ...data, ...stringsIn(said));
  });

  it("in the notices above a screen", async () => {
    const { session } = await openApp("/clients", fill);
    const { store } = session;
    act(() => store.setState({ update: () => {}, keeping: "memory" }));
    await lookAround(session);
    const samples = [
      { kind: "loading", done: 1, total: 2 },
      { kind: "loaded" },
      { kind: "cancelled", done: 1, total: 2 },
      { kind: "failed", done: 1, reason: "" },
    ] as const;
    for (const sample of samples) {
      act(() => store.setState({ sample }));
      await lookAround(session);
    }
    const trouble = lost("cleared", 3 as Position);
    act(() => session.close(trouble));
    await screen.findByRole("button", { name: rooms.notices.exportGood });
    await lookAround(session, trouble.message);
  });

  it.each([
    ["/branch", rooms.branch.totals],
    ["/branch/bring-in", rooms.branch.chooseAll],
    ["/branch/carry-over", rooms.branch.chooseAll],
  ])("beside the book a branch comes from, on %s", async (address, until) => {
    const origin = await openSession();
    await fill(origin);
    let branch: BookSession | undefined;
    const begin = async (session: BookSession): Promise<void> => {
      branch = session;
      await copyFirstEvents(origin.log, session.log, 4 as Position);
      await session.follower.catchUp();
      await session.bus.dispatch({ type: "RegisterClient", username: "bob" });
      session.store.setState(({ book }) => ({
        book: { ...book, branchOf: { book: "origin" as BookId, at: 4 as Position } },
      }));
    };
    const { session } = await openApp(address, begin, async () =>
      branch ? holdOther(branch, origin, { opened: Promise.resolve(), onClose() {} }) : undefined,
    );
    await screen.findAllByText(
      (_, element) =>
        element?.textContent === until || element?.getAttribute("aria-label") === until,
    );
    await lookAround(session, ...(await dataOf(origin)));
  });
});

it("a text from elsewhere is noticed, between marks and in an attribute", () => {
  const page = document.createElement("div");
  page.innerHTML = `<p title="Close">⟦Order <b>⟧ada⟦</b> placed⟧ Hello <code>fade</code></p>`;
  expect(unmarkedTexts(page, new Set(["ada"]))).toEqual(["Hello", "Close"]);
});
