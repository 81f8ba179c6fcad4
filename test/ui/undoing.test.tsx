import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { OwnCommands } from "../../src/application/reversal/undo-stack.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { openApp } from "./open-app.tsx";

const fill = async ({ bus }: BookSession, own: OwnCommands): Promise<void> => {
  await bus.dispatch({ type: "RegisterClient", username: "ada" });
  await own.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
};

// In jsdom every header is a banner: this one holds the badge.
function bar() {
  const [first] = screen.getAllByRole("banner");
  if (!first) throw new Error("no bar");
  return within(first);
}

function toast() {
  return within(screen.getByRole("status", { name: "Last change" }));
}

describe("undo and redo", () => {
  it("stand in the bar, and say when there is nothing to take back", async () => {
    await openApp("/clients");
    const undo = bar().getByRole("button", { name: "Undo" });
    expect(undo).toHaveAttribute("aria-disabled", "true");
    expect(undo).toHaveAttribute("title", expect.stringContaining("nothing"));
    expect(bar().getByRole("button", { name: "Redo" })).toHaveAttribute("aria-disabled", "true");
  });

  it("say that the past cannot be changed, and lead back", async () => {
    const { user, session, act } = await openApp("/clients", fill);
    act(() => session.time.goTo(2 as Position));
    const undo = bar().getByRole("button", { name: "Undo" });
    expect(undo).toHaveAttribute("title", expect.stringContaining("past"));
    await user.click(undo);
    expect(await toast().findByText(/You are looking at the past/)).toBeInTheDocument();
    await user.click(toast().getByRole("button", { name: "Return to live" }));
    expect(session.store.getState().cursor).toBe("live");
    await user.keyboard("{Control>}z{/Control}");
    expect(await toast().findByText(/^Taken back: €5.00 put into/)).toBeInTheDocument();
  });

  it("answer to keys, but not while somebody types", async () => {
    const { user, session } = await openApp("/clients", fill);
    const balance = () => session.history.wallets.rows(session.history.head().position)[0]?.balance;
    await user.type(screen.getByLabelText("Username"), "bob");
    await user.keyboard("{Control>}z{/Control}");
    expect(balance()).toBe(500);
    await user.click(screen.getByRole("heading", { level: 1 }));
    await user.keyboard("{Meta>}z{/Meta}");
    expect(await toast().findByText(/Taken back/)).toBeInTheDocument();
    expect(balance()).toBe(0);
    await user.keyboard("{Shift>}{Meta>}z{/Meta}{/Shift}");
    expect(await toast().findByText(/Done again/)).toBeInTheDocument();
    await user.keyboard("{Control>}z{/Control}");
    expect(await toast().findByText(/Taken back/)).toBeInTheDocument();
    await user.keyboard("{Control>}y{/Control}");
    expect(await toast().findByText(/Done again/)).toBeInTheDocument();
    expect(balance()).toBe(500);
  });
});

describe("what came of a command", () => {
  it("is told, and whatever cannot be taken back says why", async () => {
    const { user } = await openApp("/clients");
    const form = within(screen.getByRole("form", { name: "Add client" }));
    await user.type(form.getByLabelText("Username"), "ada");
    await user.click(form.getByRole("button", { name: "Add client" }));
    expect(await toast().findByText("ada added.")).toBeInTheDocument();
    expect(toast().queryByRole("button", { name: "Undo" })).not.toBeInTheDocument();
    await user.click(bar().getByRole("button", { name: "Undo" }));
    expect(
      await toast().findByText(/ada added – not taken back. A client who is/),
    ).toBeInTheDocument();
    await user.click(toast().getByRole("button", { name: "Dismiss" }));
    expect(screen.getByRole("status", { name: "Last change" })).toBeEmptyDOMElement();
  });
});
