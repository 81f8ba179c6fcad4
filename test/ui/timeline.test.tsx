import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { openApp } from "./open-app.tsx";

const fill = async ({ bus }: BookSession): Promise<void> => {
  await bus.dispatch({ type: "RegisterClient", username: "ada" });
  await bus.dispatch({ type: "RegisterClient", username: "bob" });
};

function slider() {
  return screen.getByRole("slider", { name: "Timeline" });
}

describe("the timeline", () => {
  it("shows the clients as of the slider, and says in words where it stands", async () => {
    const { user } = await openApp("/clients", fill);
    await waitFor(() =>
      expect(screen.getByRole("table", { name: "Clients" })).toHaveAttribute("aria-rowcount", "3"),
    );
    slider().focus();
    await user.keyboard("{Home}{ArrowRight}{ArrowRight}");
    expect(slider()).toHaveAttribute("aria-valuenow", "2");
    expect(slider()).toHaveAttribute("aria-valuemax", "5");
    expect(slider().getAttribute("aria-valuetext")).toMatch(
      /^Event 2 of 5, .*2026.*, ClientRegistered, ada$/,
    );
    expect(screen.getByRole("table", { name: "Clients" })).toHaveAttribute("aria-rowcount", "2");
    expect(screen.getByText(/3 later events are hidden/)).toBeInTheDocument();
    expect(document.title).toBe("⏪ Clients · My book · Hindsight");
  });

  it("comes back to live by its end, by the button, and by stepping there", async () => {
    const { user, session } = await openApp("/clients", fill);
    slider().focus();
    await user.keyboard("{Home}{End}");
    expect(session.store.getState().cursor).toBe("live");
    await user.keyboard("{ArrowLeft}");
    await user.click(screen.getByRole("button", { name: "Return to live" }));
    expect(session.store.getState().cursor).toBe("live");
    await user.click(screen.getByRole("button", { name: "Step back" }));
    expect(slider()).toHaveAttribute("aria-valuenow", "4");
    await user.click(screen.getByRole("button", { name: "Step forward" }));
    expect(session.store.getState().cursor).toBe("live");
  });
});

describe("an empty book", () => {
  it("says what it is and offers three ways in", async () => {
    await openApp("/");
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("perfect memory");
    expect(screen.getByRole("link", { name: "Add your first client" })).toHaveAttribute(
      "href",
      "#/clients",
    );
    expect(screen.getByRole("button", { name: "Load sample" })).toBeEnabled();
    expect(screen.getByRole("button", { name: "Import log" })).toBeEnabled();
  });
});
