import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { focusFirst } from "../../src/ui/hooks/focus-first.ts";
import { openApp } from "./open-app.tsx";

describe("the key for the form of a screen", () => {
  it("reaches the form of a screen whose code is still being fetched", async () => {
    // Given code that comes soon, however slow the machine is that translates it
    await import("../../src/ui/screens/orders/orders-panel.tsx");
    const { user } = await openApp("/clients");
    await user.keyboard("gon");
    const form = await screen.findByRole("form", { name: "Place order" });
    await waitFor(() => expect(within(form).getByLabelText("Client")).toHaveFocus());
  });

  it("is called off by whatever else is pressed meanwhile", async () => {
    // Given a screen that is awaited with the focus for its form
    const main = document.body.appendChild(document.createElement("main"));
    main.innerHTML = '<div aria-busy="true"></div>';
    focusFirst("main form input");

    // When another key is pressed before it is drawn
    await userEvent.keyboard("{Shift}");
    main.innerHTML = "<form><input /></form>";
    await new Promise((resolve) => setTimeout(resolve));

    // Then the focus stays where it is
    expect(document.body).toHaveFocus();
    main.remove();
  });
});

describe("a client that is opened", () => {
  it("comes into view once the code that draws it has come", async () => {
    // Given a list of clients, below which one of them is shown on a narrow screen
    const { user } = await openApp("/clients", ({ bus }) =>
      bus.dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace" }),
    );
    const shown: (string | null)[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      shown.push(this.textContent);
    });

    // When it is opened for the first time
    await user.click(await screen.findByRole("button", { name: "Open client ada" }));

    // Then what is scrolled to is the client, and not the place where it is to come
    await screen.findByRole("article", { name: "Client ada" });
    await waitFor(() => expect(shown).toEqual([expect.stringContaining("Ada Lovelace")]));
  });
});
