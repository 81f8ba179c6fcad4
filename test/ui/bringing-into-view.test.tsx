import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { openApp } from "./open-app.tsx";

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
