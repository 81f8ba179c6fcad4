import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Damage } from "../../src/application/books/book-catalog.ts";
import { holdOther } from "../../src/application/branches/companion-book.ts";
import { copyFirstEvents } from "../../src/application/branches/copy-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createOutside, openSession, orderOf } from "../application/open-session.ts";
import { openApp } from "./open-app.tsx";

const AT = 4 as Position;

/** The book a branch comes from: ada, two orders of hers, and the second one only after the branch began. */
async function openOrigin(damage?: Damage): Promise<BookSession> {
  const { bus, log } = await openSession();
  await bus.dispatch({ type: "RegisterClient", username: "ada" });
  await bus.dispatch(orderOf("ada"));
  await bus.dispatch(orderOf("ada", "POT", 2));
  return damage ? openSession(log, createOutside(), damage) : openSession(log);
}

/** Opens a screen of a branch that begins like a log, beside another book or none. */
async function openBranch(address: string, beginning: EventLog, origin: BookSession | undefined) {
  let branch: BookSession | undefined;
  const prepare = async (session: BookSession): Promise<void> => {
    branch = session;
    await copyFirstEvents(beginning, session.log, AT);
    await session.follower.catchUp();
    session.store.setState(({ book }) => ({
      book: { ...book, name: "What if", branchOf: { book: "origin" as BookId, at: AT } },
    }));
  };
  return openApp(address, prepare, async () => {
    if (!origin || !branch) return undefined;
    return holdOther(branch, origin, { opened: Promise.resolve(), onClose() {} });
  });
}

describe("a branch beside the book it comes from", () => {
  it("says in a sentence and in totals what differs", async () => {
    const origin = await openOrigin();
    const { session } = await openBranch("/branch", origin.log, origin);
    expect(
      await screen.findByText("1 order differs from “My book”. Here order value is €9.00 less."),
    ).toBeInTheDocument();
    const row = screen.getByRole("row", { name: /^Orders/ });
    expect(
      within(row)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    ).toEqual(["2", "1"]);
    await session.bus.dispatch({ type: "RegisterClient", username: "bob" });
    expect(await screen.findByText(/^1 client and 1 order differ/)).toBeInTheDocument();
  });

  it("says so where that book is gone", async () => {
    const origin = await openOrigin();
    await openBranch("/branch", origin.log, undefined);
    expect(await screen.findByText(/not in this browser any more/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Carry over" })).not.toBeInTheDocument();
  });

  it("offers nothing to carry where that book has another past now", async () => {
    const origin = await openOrigin();
    await openBranch("/branch/carry-over", origin.log, await openOrigin());
    expect(await screen.findByText(/its first 4 events are not those/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Carry over" })).not.toBeInTheDocument();
  });

  it("tells what is wrong with that book where it cannot be trusted from before the branch", async () => {
    const { log } = await openOrigin();
    const [, second] = await log.read();
    const head = { position: 2 as Position, hash: second?.hash as never };
    const damage = { head, firstBad: 3 as Position, reason: "its hash does not match" };
    await openBranch("/branch", log, await openOrigin(damage));
    expect(await screen.findByRole("alert")).toHaveTextContent(/could not be opened. Event 3/);
  });

  it("shows the two side by side, and carries nothing, where that book is damaged later", async () => {
    const origin = await openOrigin();
    const fourth = (await origin.log.read())[3];
    const head = { position: AT, hash: fourth?.hash as never };
    const damage = { head, firstBad: 5 as Position, reason: "its hash does not match" };
    const damaged = await openSession(origin.log, createOutside(), damage);
    const { user, session } = await openBranch("/branch/carry-over", origin.log, damaged);
    await session.bus.dispatch({ type: "RegisterClient", username: "bob" });
    await user.click(await screen.findByRole("button", { name: "Carry over 1 command" }));
    const refused = await screen.findByRole("region", { name: "Refused" });
    expect(refused).toHaveTextContent(/Event 5 of the stored log cannot be trusted/);
  });
});

it("a book that is no branch says what one is, and makes one from the moment on the screen", async () => {
  const { user } = await openApp("/branch", ({ bus }) =>
    bus.dispatch({ type: "RegisterClient", username: "ada" }),
  );
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Branches");
  expect(screen.getByText(/A branch begins like this book/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Branch from the moment on the screen" }));
  expect(screen.getByLabelText("Name of the branch")).toHaveFocus();
});
