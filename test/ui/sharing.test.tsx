import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { navigate } from "wouter/use-hash-location";
import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { notParted } from "../../src/application/sharing/leave-shared-log.ts";
import { MissingSecretError } from "../../src/application/sharing/secret-keeper.ts";
import type { BookSharing } from "../../src/application/sharing/share-book.ts";
import { NOT_LINKED, type SharingState } from "../../src/application/store/sharing-state.ts";
import type { CommandId, EpochMs, Hash, Position } from "../../src/eventlog/envelope.ts";
import type { OutboxItem } from "../../src/eventlog/replication/outbox.ts";
import type { KeptAddress } from "../../src/eventlog/replication/server-address.ts";
import { sharedLogError } from "../../src/eventlog/replication/shared-log-problems.ts";
import { eventually } from "../eventually.ts";
import { openApp } from "./open-app.tsx";

const ADDRESS: KeptAddress = {
  ...{ servers: ["wss://books.example.org"], name: "book-1" },
  credentials: { kind: "password", user: "ada" },
};

function noSharing(): { [Name in keyof BookSharing]: ReturnType<typeof vi.fn> } {
  const done = () => vi.fn(async () => {});
  return {
    share: done(),
    join: done(),
    leave: done(),
    goOn: done(),
    giveUp: done(),
    joinAgain: done(),
    unlock: done(),
    dismiss: done(),
    follow: done(),
  };
}

/** Draws the screen “Sharing” of a book as it stands with the others. */
async function openShared(state?: Partial<SharingState>, sharing = noSharing()) {
  const prepare = async ({ store }: BookSession) => {
    if (!state) return;
    const book: BookEntry = { ...store.getState().book, shared: ADDRESS };
    store.setState({ book, sharing: { ...NOT_LINKED, link: { kind: "synced" }, ...state } });
  };
  const app = await openApp("/sharing", prepare, undefined, sharing as unknown as BookSharing);
  return { ...app, sharing };
}

/** Draws the screen “Sharing” of a book that is on its way to a server. */
async function openBegun(sharing: ReturnType<typeof noSharing>, more: { failure?: string } = {}) {
  const prepare = async ({ store }: BookSession) => {
    const intention = { kind: "sharing", address: ADDRESS, ...more } as const;
    store.setState({ book: { ...store.getState().book, intention } });
  };
  return openApp("/sharing", prepare, undefined, sharing as unknown as BookSharing);
}

const form = (name: string) => screen.getByRole("form", { name });
const link = () => within(screen.getByTitle(/^Shared book/)).getByRole("status");

describe("sharing a book", () => {
  it("hands over what was typed, several servers too", async () => {
    const { user, sharing } = await openShared();
    const share = form("Share this book");
    await user.type(within(share).getByLabelText("Server addresses"), "wss://a.org, wss://b.org");
    await user.clear(within(share).getByLabelText("Name on the server"));
    await user.type(within(share).getByLabelText("Name on the server"), "ours");
    await user.type(within(share).getByLabelText("User"), "ada");
    await user.type(within(share).getByLabelText("Password"), "secret");
    await user.click(within(share).getByRole("button", { name: "Share this book" }));

    expect(sharing.share.mock.calls[0]?.[0]).toEqual({
      ...{ servers: ["wss://a.org", "wss://b.org"], name: "ours" },
      credentials: { kind: "password", user: "ada", password: "secret" },
    });
  });

  it.each([
    { typed: "", says: "Where is the server?" },
    { typed: "https://books.example.org", says: "is no address of a server" },
    { typed: "wss://a.org, nowhere", says: "“nowhere” is no address" },
  ])("says what is wrong with the address “$typed”", async ({ typed, says }) => {
    const { user, sharing } = await openShared();
    const share = form("Share this book");
    const field = within(share).getByLabelText("Server addresses");
    if (typed) await user.type(field, typed);
    const seenAtFocus: (string | null | undefined)[] = [];
    field.addEventListener("focus", () => {
      seenAtFocus.push(within(share).queryByRole("alert")?.textContent);
    });
    await user.click(within(share).getByRole("button", { name: "Share this book" }));

    expect(within(share).getByRole("alert").textContent).toContain(says);
    expect(document.activeElement).toBe(field);
    expect(seenAtFocus).toEqual([expect.stringContaining(says)]);
    expect(sharing.share).not.toHaveBeenCalled();
  });

  it("says what the server says, and keeps what was typed", async () => {
    const sharing = noSharing();
    sharing.join.mockRejectedValue(sharedLogError("unknown-user"));
    const { user } = await openShared(undefined, sharing);
    const join = form("Join a shared book");
    await user.type(within(join).getByLabelText("Server addresses"), "wss://a.org");
    await user.type(within(join).getByLabelText("Name on the server"), "ours");
    await user.click(within(join).getByRole("button", { name: "Join a shared book" }));

    const alert = await within(join).findByRole("alert");
    expect(alert.textContent).toContain("knows no such user");
    expect(alert.textContent).toContain("Nothing was written");
    expect(within(join).getByLabelText("Server addresses")).toHaveProperty("value", "wss://a.org");
  });

  it("shows how far it is, and can be broken off", async () => {
    const sharing = noSharing();
    sharing.share.mockImplementation(async (_, { signal, onProgress }) => {
      onProgress(30, 100);
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    });
    const { user } = await openShared(undefined, sharing);
    const share = form("Share this book");
    await user.type(within(share).getByLabelText("Server addresses"), "wss://a.org");
    await user.click(within(share).getByRole("button", { name: "Share this book" }));

    expect(await within(share).findByRole("progressbar")).toHaveProperty("value", 30);
    await user.click(within(share).getByRole("button", { name: "Cancel" }));
    expect((await within(share).findByRole("alert")).textContent).toContain("goes on from there");
  });
});

describe("the password of a shared book", () => {
  it("is kept on this device unless the person says otherwise", async () => {
    const { user, sharing } = await openShared();
    const join = form("Join a shared book");
    const keep = within(join).getByRole("checkbox", { name: "Keep the password on this device" });
    expect(keep).toHaveProperty("checked", true);
    await user.type(within(join).getByLabelText("Server addresses"), "wss://a.org");
    await user.type(within(join).getByLabelText("Name on the server"), "ours");
    await user.type(within(join).getByLabelText("User"), "ada");
    await user.type(within(join).getByLabelText("Password"), "secret");
    await user.click(keep);
    await user.click(within(join).getByRole("button", { name: "Join a shared book" }));

    expect(sharing.join.mock.calls[0]?.[0]).toEqual({
      ...{ servers: ["wss://a.org"], name: "ours", asksSecret: true },
      credentials: { kind: "password", user: "ada", password: "secret" },
    });
  });

  it.each([
    "ws://books.example.org",
    "wss://a.org, ws://10.0.0.7:9222",
    "ws://localhost.example.org",
    "ws://[::2]:80",
    "ws://127.0.0.1.example.org",
  ])("goes unencrypted to “%s” only where the person agrees to it", async (server) => {
    const { user, sharing } = await openShared();
    const share = form("Share this book");
    await user.click(within(share).getByLabelText("Server addresses"));
    await user.paste(server);
    await user.type(within(share).getByLabelText("Password"), "secret");
    expect(within(share).getByText(/^Not encrypted/)).toBeTruthy();
    const send = within(share).getByRole("button", { name: "Share this book" });

    await user.click(send);
    const agree = within(share).getByRole("checkbox", { name: /without encryption/ });
    expect(within(share).getByRole("alert").textContent).toContain("wss://");
    expect(document.activeElement).toBe(agree);
    expect(sharing.share).not.toHaveBeenCalled();

    await user.click(agree);
    await user.type(within(share).getByLabelText("Server addresses"), ", wss://b.org");
    await user.click(send);
    expect(sharing.share).not.toHaveBeenCalled();

    await user.click(agree);
    await user.click(send);
    expect(sharing.share).toHaveBeenCalledTimes(1);
  });

  it.each(["wss://a.org", "ws://127.0.0.1:9222", "ws://localhost:9222", "ws://127.8.8.8"])(
    "goes to “%s” without a word",
    async (server) => {
      const { user, sharing } = await openShared();
      const share = form("Share this book");
      await user.type(within(share).getByLabelText("Server addresses"), server);
      expect(within(share).queryByText(/^Not encrypted/)).toBeNull();
      await user.click(within(share).getByRole("button", { name: "Share this book" }));
      expect(sharing.share).toHaveBeenCalledTimes(1);
    },
  );

  it("is asked for where it is not on this device", async () => {
    const message = "The password of this shared book is not on this device.";
    const { user, sharing } = await openShared({ link: { kind: "locked", message }, waiting: 1 });
    expect(link().textContent).toBe("Sign in, 1 pending");
    expect(screen.getByRole("alert").textContent).toContain(message);
    const signIn = form("Sign in");
    await user.type(within(signIn).getByLabelText("Password"), "secret");
    await user.click(within(signIn).getByRole("button", { name: "Sign in" }));
    expect(sharing.unlock).toHaveBeenCalledWith({ secret: "secret", isKept: false });
    await eventually(() =>
      expect(within(signIn).getByLabelText("Password")).toHaveProperty("value", ""),
    );
  });
});

describe("a shared book", () => {
  const refused: OutboxItem = {
    number: 1,
    attempt: {
      command: {
        ...{ id: "c-1" as CommandId, type: "RegisterClient", digest: "d" as Hash },
        payload: { username: "acme", name: "Acme Ltd" },
      },
      occurredAt: 0 as EpochMs,
    },
    intent: {},
    refusedLater: { code: "username-taken", message: "The username acme is taken." },
  };

  it.each([
    { state: { link: { kind: "synced" } }, says: "Synced" },
    { state: { link: { kind: "synced" }, waiting: 3 }, says: "3 pending" },
    { state: { link: { kind: "offline" } }, says: "Offline" },
    { state: { link: { kind: "offline" }, waiting: 2 }, says: "Offline, 2 pending" },
    { state: { link: { kind: "connecting" } }, says: "Connecting" },
    {
      state: { link: { kind: "refused", message: "No." }, waiting: 1 },
      says: "Refused, 1 pending",
    },
    { state: { link: { kind: "synced" }, refused: [refused] }, says: "1 refused" },
  ] as const)("says in the top bar “$says”", async ({ state, says }) => {
    await openShared(state);
    expect(link().textContent).toBe(says);
  });

  it("offers a fresh copy where this one is not what the others have", async () => {
    const message = "This copy is another one.";
    const { user, sharing } = await openShared({ link: { kind: "parted", message } });
    expect(link().textContent).toBe("Not the same");
    expect(screen.getByRole("alert").textContent).toContain(message);

    await user.click(screen.getByRole("button", { name: "Open a fresh copy beside this one" }));
    expect(sharing.joinAgain).toHaveBeenCalledWith("My book, fresh copy");
  });

  it("can keep such a copy as a book of its own, with what waits", async () => {
    const { user, sharing } = await openShared({ link: { kind: "parted", message: "Another." } });
    await user.click(screen.getByRole("button", { name: /^Keep as a book of my own/ }));
    expect(sharing.leave).toHaveBeenCalled();
  });

  it("goes on with a sharing that was broken off, or leaves it", async () => {
    // given a book that was on its way to a server when the page was closed
    const sharing = noSharing();
    sharing.goOn.mockRejectedValueOnce(sharedLogError("unreachable"));
    const { user } = await openBegun(sharing);
    const card = await screen.findByRole("region", { name: "Sharing was broken off" });
    expect(card).toHaveTextContent("on its way to “book-1”");

    // when going on fails, it can be left
    await user.click(within(card).getByRole("button", { name: "Go on with it" }));
    expect(await within(card).findByRole("alert")).toHaveTextContent("does not answer");
    await user.click(within(card).getByRole("button", { name: "Do not share it" }));
    expect(sharing.giveUp).toHaveBeenCalled();
  });

  it("says why a sharing has failed, and asks for a password that is not kept", async () => {
    const sharing = noSharing();
    sharing.goOn.mockRejectedValueOnce(new MissingSecretError());
    const { user } = await openBegun(sharing, { failure: "The line was lost." });
    const card = await screen.findByRole("region", { name: "Sharing was broken off" });
    expect(within(card).getByRole("alert")).toHaveTextContent("The line was lost.");

    await user.click(within(card).getByRole("button", { name: "Go on with it" }));
    await user.type(await within(card).findByLabelText("Password"), "secret");
    await user.click(within(card).getByRole("button", { name: "Sign in" }));
    expect(sharing.goOn).toHaveBeenLastCalledWith(
      expect.objectContaining({ secret: "secret", isKept: false }),
    );
  });

  it("can stay with the others where it cannot be parted from them", async () => {
    const sharing = noSharing();
    const prepare = async (session: BookSession) => {
      session.close(notParted(new Error("The copy is damaged."), 0 as Position, true));
    };
    const { user } = await openApp(
      "/sharing",
      prepare,
      undefined,
      sharing as unknown as BookSharing,
    );
    expect(await screen.findByText(/not parted from the others yet. The copy/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Stay with the others" }));
    expect(sharing.giveUp).toHaveBeenCalled();
  });

  it("says why the server refused", async () => {
    await openShared({ link: { kind: "refused", message: "The shared log is full." } });
    expect(screen.getByRole("alert").textContent).toBe("The shared log is full.");
  });

  it("lists what was refused in the end, and leads back into its form", async () => {
    const { user, sharing, session } = await openShared({ refused: [refused] });
    const list = screen.getByRole("region", { name: "Refused in the end" });
    expect(list.textContent).toContain("The username acme is taken.");

    await user.click(within(list).getByRole("button", { name: "Change and send again" }));

    expect(sharing.dismiss).toHaveBeenCalledWith("c-1");
    expect(await screen.findByRole("form", { name: "Add client" })).toBeTruthy();
    expect(session.store.getState().drafts["add-client"]).toMatchObject({ username: "acme" });
  });

  it("sends what was refused again, under an id of its own", async () => {
    const { user, session } = await openShared({ refused: [refused] });
    await user.click(screen.getByRole("button", { name: "Try again" }));

    await eventually(() => {
      const at = session.history.head().position;
      expect(session.history.clients.rows(at)).toMatchObject([{ username: "acme" }]);
    });
    expect((await session.log.journal())[0]?.commandId).not.toBe("c-1");
  });

  it("tells who else is here, and whose copy is another one", async () => {
    const bob = { id: "b", name: "bob", at: 2 as Position, agrees: true };
    const eve = { id: "e", name: "eve", at: "live", agrees: false } as const;
    const { user, sharing } = await openShared({ others: [bob, eve] });

    const here = screen.getByRole("region", { name: "Who else is here" });
    expect(within(here).getAllByRole("listitem")).toHaveLength(2);
    expect(here.textContent).toContain("at event 2");
    expect(within(here).getByRole("alert").textContent).toContain(
      "The copy of eve is not the same",
    );
    await user.click(within(here).getByRole("button", { name: "Follow bob" }));
    expect(sharing.follow).toHaveBeenCalledWith("b");
  });

  it("counts those who are not listed, and shortens a public key", async () => {
    const key = "UCX2HCGOQJJZ2APUXFL34ZR47K774C52OOMNTOEPEDTIO6FDMKW6BLA7";
    await openShared({ others: [{ id: "k", name: key, at: "live", agrees: true }], more: 12 });

    const here = screen.getByRole("region", { name: "Who else is here" });
    expect(within(here).getByRole("listitem").textContent).toContain("UCX2HCGO…");
    expect(here.textContent).toContain("And 12 more");
  });

  it("asks once more before it is left", async () => {
    const { user, sharing } = await openShared({});
    await user.click(screen.getByRole("button", { name: "Leave, and keep a copy" }));
    expect(sharing.leave).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Leave" }));
    expect(sharing.leave).toHaveBeenCalled();
  });

  it("tells a reader what is not theirs to do, before they try", async () => {
    const { session } = await openShared({ role: "reader" });
    expect(screen.getByText("You may only read this book.")).toBeTruthy();
    expect(await session.bus.dispatch({ type: "RegisterClient", username: "x" })).toMatchObject({
      rejection: { code: "read-only" },
    });
  });

  it.each([
    { clockAhead: 86_400_000, says: "1 day ahead" },
    { clockAhead: -7_200_000, says: "2 hr behind" },
  ])("says that the clock is $says", async ({ clockAhead, says }) => {
    await openShared({ clockAhead });
    expect(screen.getByText(new RegExp(`The clock of this device is ${says}`))).toBeTruthy();
  });

  it("tells who has written, by their keys", async () => {
    const [ada, other] = [
      { name: "ada", key: "0123456789abcdef".repeat(4), since: 1 as Position },
      { name: "ada", key: "f".repeat(64), since: 1_042 as Position },
    ];
    await openShared({ author: ada, authors: [ada, { ...other, name: "bob" }] });
    const authors = screen.getByRole("list", { name: "Who has written" });
    const [first, second] = within(authors).getAllByRole("listitem");
    expect(first?.textContent).toContain("since event 1, from this browser");
    expect(first?.textContent).toContain("0123 4567 89ab cdef 0123 4567 89ab cdef");
    expect(second?.textContent).toContain("since event 1,042ffff");
    expect(screen.queryByText(/several keys/)).toBeNull();
  });

  it("tells where a name has signed with several keys", async () => {
    const ada = { name: "ada", key: "0".repeat(64), since: 1 as Position };
    const other = { name: "ada", key: "f".repeat(64), since: 7 as Position };
    await openShared({ author: ada, authors: [ada, other] });
    const authors = screen.getByRole("list", { name: "Who has written" });
    expect(within(authors).getByText("ada, with another key")).toBeTruthy();
    expect(screen.getByText(/several keys under the name ada/)).toBeTruthy();
  });

  it("tells which commands carry another time than the server’s, and when it stored them", async () => {
    // given a command that says it is four hundred days old
    const { session, user, act } = await openShared({});
    await session.bus.dispatch({ type: "RegisterClient", username: "eve", commandId: "late" });
    const ada = { name: "ada", key: "0".repeat(64), since: 1 as Position };
    const storedAt = Date.parse("2026-05-03T12:00:00Z") as EpochMs;
    const misdated = [{ commandId: "late" as CommandId, isRefusal: false, storedAt }];
    const { sharing } = session.store.getState();
    act(() =>
      session.store.setState({ sharing: { ...NOT_LINKED, ...sharing, authors: [ada], misdated } }),
    );

    // then the screen of the shared book says so
    expect(screen.getByText(/^1 command was recorded with a false time/)).toBeVisible();

    // and so does the journal
    act(() => navigate("/journal"));
    await user.click(await screen.findByRole("button", { name: /^RegisterClient/ }));
    expect(await screen.findByText(/^False: the shared book’s server stored it on/)).toBeVisible();
  });

  it("marks what waits to be sent", async () => {
    const { act, session } = await openShared({ waiting: 1 });
    await act(async () => {
      await session.bus.dispatch({ type: "RegisterClient", username: "acme" });
    });
    await act(async () => {
      location.hash = "/clients";
    });
    const row = await screen.findByRole("row", { name: /acme/ });
    expect(within(row).getByText(/^Pending/)).toBeTruthy();
  });
});
