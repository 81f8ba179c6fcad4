import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { StorageError } from "../../src/eventlog/errors.ts";
import { openApp } from "./open-app.tsx";

describe("the name of a book", () => {
  it.each([
    ["   ", "Type a name: at least one character that can be seen."],
    ["\u200b", "(U+200B). Type it by hand, then try again."],
    ["Shop\u202e2026", "(U+202E). Type it by hand, then try again."],
  ])("is refused with a sentence where it cannot be seen (%j)", async (name, said) => {
    const { user } = await openApp("/books");
    const form = within(await screen.findByRole("form", { name: "New book" }));
    await user.click(form.getByLabelText("Book name"));
    await user.paste(name);
    await user.click(form.getByRole("button", { name: "Create book" }));

    expect(await form.findByRole("alert")).toHaveTextContent(said);
    expect(form.getByLabelText("Book name")).toHaveValue(name);
  });

  it("stays as it was, and typed as it is, where the storage does not take it", async () => {
    const { user, catalog } = await openApp("/books");
    const full = new StorageError("The disk is full.", { problem: "quota" });
    vi.spyOn(catalog, "rename").mockRejectedValueOnce(full);
    await user.click(await screen.findByRole("button", { name: "Rename" }));
    const field = screen.getByLabelText("New name");
    await user.clear(field);
    await user.type(field, "Shop");
    await user.click(screen.getByRole("button", { name: "Save name" }));

    expect(await screen.findByRole("alert")).toHaveTextContent(/^The disk is full\. .*safe/);
    expect(field).toHaveValue("Shop");
    await user.click(screen.getByRole("button", { name: "Save name" }));
    expect(await screen.findByRole("heading", { name: "Shop" })).toBeVisible();
  });
});
