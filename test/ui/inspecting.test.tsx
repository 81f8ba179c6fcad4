import { Blob as NodeBlob } from "node:buffer";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createOutside, NOW } from "../application/open-session.ts";
import { openApp } from "./open-app.tsx";

const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];
// Events: 1 book, 2–3 ada, 4 placed, 5 opened, 6 credited, 7 other lines, 8 requested.
const fill = async ({ bus }: BookSession): Promise<void> => {
  await bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
  await bus.dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
  const more = [...lines, { productCode: "CUP", quantity: 1, unitPrice: 1_200 }];
  await bus.dispatch({ type: "ChangeOrderLines", orderId: "o-1", lines: more });
  await bus.dispatch({ type: "PayOrder", orderId: "o-1" });
};

const inspector = () => screen.findByRole("complementary", { name: "Event" });
const part = (event: HTMLElement, name: string | RegExp) =>
  within(event).getByRole("region", { name });

describe("looking into an event", () => {
  it("tells the command, the decision, the event, and the state before and after", async () => {
    const { user } = await openApp("/orders/o-1", fill);
    await user.click(await screen.findByRole("button", { name: "Total changed at #7" }));
    const event = await inspector();
    expect(event).toHaveTextContent("This event made Total of Order 1 €21.00.");
    const command = part(event, "Command, asked for directly");
    expect(await within(command).findByText("ChangeOrderLines")).toBeVisible();
    expect(command).toHaveTextContent("2 × TEA at €4.50");
    expect(part(event, "Decision")).toHaveTextContent("Accepted, with this one event.");
    expect(part(event, "Event")).toHaveTextContent("1 × CUP at €12.00");

    const state = part(event, "State before and after");
    expect(within(state).getByRole("link", { name: "Order 1" })).toHaveAttribute(
      "href",
      "#/orders/o-1",
    );
    expect(state).toHaveTextContent("Before: €9.00After: €21.00");
    // The line that stayed is not told.
    expect(state).not.toHaveTextContent("TEA");
    const asked = within(state).getByText("Total").parentElement;
    expect(asked).toHaveAttribute("data-asked", "true");
  });

  it("scrolls to the asked field once the command above it is drawn", async () => {
    // Given a journal that answers late
    const { user, session } = await openApp("/orders/o-1", fill);
    const entries = await session.log.journal();
    let answer = () => {};
    vi.spyOn(session.log, "journal").mockImplementation(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(entries);
        }),
    );
    const scrolled: (string | null)[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      if (!this.matches("[data-asked=true]")) return;
      scrolled.push(screen.getByRole("region", { name: /^Command/ }).textContent);
    });

    // When a cell is asked where its value comes from
    await user.click(await screen.findByRole("button", { name: "Total changed at #7" }));
    const event = await inspector();
    expect(part(event, /^Command/)).toHaveTextContent("Reading the journal");
    expect(scrolled).toEqual([]);
    answer();

    // Then its field comes into view below the command
    await waitFor(() => expect(scrolled).toEqual([expect.stringContaining("ChangeOrderLines")]));

    // And comes back into view when the same cell is asked again
    await user.click(screen.getByRole("button", { name: "Total changed at #7" }));
    expect(scrolled).toHaveLength(2);
  });

  it("steps to the events beside it, while the screen and its moment stay", async () => {
    const { user, session } = await openApp("/clients", fill);
    session.store.setState({ inspected: { position: 2 as Position } });
    const event = await inspector();
    await user.click(within(event).getByRole("button", { name: "Next event" }));
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent(
      "UsernameReserved #3",
    );
    expect(event).toHaveTextContent("It changed no client, order, wallet or checkout.");
    expect(part(event, "Decision")).toHaveTextContent("with 3 events:");
    for (let step = 0; step < 5; step += 1) {
      await user.click(within(event).getByRole("button", { name: "Previous event" }));
    }
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent("BookOpened #1");
    expect(location.hash).toBe("#/clients");
    expect(session.store.getState().cursor).toBe("live");
  });

  it("takes the focus from what opened it, and Escape gives it back", async () => {
    const { user } = await openApp("/wallets", fill);
    const opener = await screen.findByRole("button", { name: "What changed the wallet of ada" });
    opener.focus();
    await user.keyboard("{Enter}{ArrowDown}{Enter}");
    const event = await inspector();
    await waitFor(() => expect(within(event).getByRole("heading", { level: 2 })).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary", { name: "Event" })).not.toBeInTheDocument();
    expect(opener).toHaveFocus();
  });

  it("shows the hash between its neighbours, whole when asked, and the line it is exported as", async () => {
    const writeText = vi.fn(async () => {});
    const { user, session } = await openApp("/clients", fill);
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    const [, second, third, fourth] = await session.log.read();
    session.store.setState({ inspected: { position: 3 as Position } });
    const event = await inspector();
    const chain = part(event, "Chain");
    const short = `…${second?.hash.slice(-4)} → ${third?.hash.slice(0, 8)} → ${fourth?.hash.slice(0, 4)}…`;
    await waitFor(() => expect(chain).toHaveTextContent(short));
    await user.click(within(chain).getByRole("button", { name: "Show the whole hash" }));
    expect(chain).toHaveTextContent(third?.hash ?? "no third event");

    await user.click(within(event).getByRole("button", { name: "Copy JSON" }));
    expect(within(event).getByRole("button", { name: "Copied" })).toBeVisible();
    const [copied = ""] = (writeText.mock.lastCall ?? []) as string[];
    const { file } = await exportLog(session);
    expect((await file.text()).split("\n")[2]).toBe(copied);
  });

  it("says plainly what it cannot know", async () => {
    const { session } = await openApp("/clients", async (opened) => {
      await fill(opened);
      const elsewhere = createMemoryLog({ now: () => NOW });
      const events = await opened.log.read();
      const last = events.at(-1) as RecordedEvent;
      await elsewhere.replicate([events]);
      const sung = {
        stream: last.stream,
        type: "ClientSang",
        schemaVersion: 1,
        data: { song: "la" },
      };
      await elsewhere.append({
        command: { id: "x" as never, type: "Sing", payload: {}, digest: last.hash },
        occurredAt: NOW,
        events: [sung],
        expected: [],
      });
      await opened.log.replicate([(await elsewhere.read()).slice(events.length)]);
      await opened.follower.catchUp();
    });
    const { position } = session.history.head();
    session.store.setState({ inspected: { position } });
    const event = await inspector();
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent(
      `ClientSang #${position}`,
    );
    expect(event).toHaveTextContent("This version does not know this event. It is kept as it came");
    expect(part(event, "Event")).toHaveTextContent('"song": "la"');
    await waitFor(() => expect(event).toHaveTextContent("Only its events travelled here"));
    expect(part(event, "Decision")).toHaveTextContent("Recorded with this one event.");
  });
});

describe("the timeline’s address", () => {
  it("opens an event, and follows the one that is looked into", async () => {
    const { user, session } = await openApp("/timeline/4", fill);
    const event = await inspector();
    expect(within(event).getByRole("heading", { level: 2 })).toHaveTextContent("OrderPlaced #4");
    await user.click(screen.getByRole("button", { name: "WalletCredited, event 6" }));
    expect(location.hash).toBe("#/timeline/6");
    await user.click(within(event).getByRole("button", { name: "Next event" }));
    expect(location.hash).toBe("#/timeline/7");
    await user.click(within(event).getByRole("button", { name: "Close the event" }));
    expect(location.hash).toBe("#/timeline");
    expect(session.store.getState().inspected).toBeUndefined();
  });

  describe("in a table that shows five rows", () => {
    const HEAD_HEIGHT = 34;
    const SEEN_HEIGHT = 200;
    const fillMore = async (opened: BookSession): Promise<void> => {
      await fill(opened);
      const credit = { type: "CreditWallet", client: "ada", amount: 100 };
      for (let more = 0; more < 12; more += 1) await opened.bus.dispatch(credit);
    };
    /** How far below the head of the table the row of the sixth event stands, in pixels. */
    const topOfSixth = (): number => {
      const button = screen.getByRole("button", { name: "WalletCredited, event 6" });
      const row = button.closest<HTMLElement>('[role="row"]');
      const drawnAt = Number(/translateY\((.*)px\)/.exec(row?.style.transform ?? "")?.[1]);
      return drawnAt - screen.getByRole("group", { name: /^Events/ }).scrollTop;
    };
    const expectSixthInSight = (): void => {
      expect(topOfSixth()).toBeGreaterThanOrEqual(0);
      expect(topOfSixth()).toBeLessThan(SEEN_HEIGHT);
    };
    beforeEach(() => {
      const height = HEAD_HEIGHT + SEEN_HEIGHT;
      vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(height);
    });

    it("brings an event into sight that is further down than the table is high", async () => {
      await openApp("/timeline/6", fillMore);
      await inspector();
      await waitFor(expectSixthInSight);
    });

    it("brings an event into sight once the moment on the screen has reached it", async () => {
      // Given the address of an event that is still to come
      const { session, act } = await openApp("/timeline/6", async (opened) => {
        await fillMore(opened);
        opened.time.goTo(3 as Position);
      });
      await inspector();
      expect(screen.queryByRole("button", { name: /event 6/ })).not.toBeInTheDocument();

      // When the book is live again
      act(() => session.time.goTo("live"));

      // Then its row can be seen
      await waitFor(expectSixthInSight);
    });
  });

  it("says so where the log does not reach so far", async () => {
    await openApp("/timeline/400", fill);
    expect(await inspector()).toHaveTextContent("The log does not reach so far.");
  });
});

describe("looking into an event of another program", () => {
  it.each<[string, object, RegExp]>([
    ["text", { data: "Simple text" }, /"Simple text"/],
    ["nothing", {}, /carries no data/],
    [
      "bytes",
      { data_base64: "AAECAw==" },
      /carries bytes, written in Base64 \(8 letters\)\.AAECAw==/,
    ],
  ])("shows its attributes as they came, and %s", async (_, carried, told) => {
    const { importLog } = await import("../../src/application/files/import-log.ts");
    const written = {
      ...{ specversion: "1.0", id: "n1", source: "/crm", type: "created", traceparent: "00-1" },
      ...{ time: "2026-05-03T14:02:07.000000001Z" },
    };
    await openApp("/timeline/1", async (session) => {
      // That of jsdom has no stream.
      const file = new NodeBlob([JSON.stringify({ ...written, ...carried })]);
      await importLog(session, file as unknown as Blob, createOutside());
    });
    const event = await inspector();
    expect(part(event, "Event")).toHaveTextContent(told);
    const origin = part(event, "As another program wrote it");
    const { specversion: _version, ...attributes } = written;
    for (const [name, value] of Object.entries(attributes)) {
      const term = within(origin).getByText(name, { selector: "dt" });
      expect(term.nextElementSibling).toHaveTextContent(value);
    }
  });
});
