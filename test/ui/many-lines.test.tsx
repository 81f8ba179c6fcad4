import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { OrderId } from "../../src/domain/ids.ts";
import { openApp } from "./open-app.tsx";

/** A book with one order of so many lines, open on its screen. */
async function openOrder(count: number) {
  const lines = Array.from({ length: count }, (_, index) => ({
    ...{ productCode: `P${index + 1}`, quantity: 1, unitPrice: 100 },
  }));
  const orderId = "big" as OrderId;
  const opened = await openApp("/orders/big", async ({ bus }) => {
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ type: "PlaceOrder", client: "ada", orderId, lines, currency: "EUR" });
  });
  const pages = await screen.findByRole("combobox", { name: /^Lines/ });
  return { ...opened, pages };
}

const lineOf = (number: number) => screen.queryByText(`1 × P${number} at €1.00`);

describe("an order of hundreds of lines", () => {
  it("shows a hundred at a time, and all of them on paper", async () => {
    const { user, pages } = await openOrder(230);
    expect(lineOf(100)).toBeVisible();
    expect(lineOf(101)).not.toBeInTheDocument();

    await user.selectOptions(pages, "201 to 230");
    expect(lineOf(230)).toBeVisible();
    expect(lineOf(100)).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Next" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Previous" }));
    expect(lineOf(101)).toBeVisible();

    fireEvent(window, new Event("beforeprint"));
    expect(screen.getAllByText(/^1 × P\d+ at €1.00$/)).toHaveLength(230);
    expect(screen.getByText(/1 × P20 at €1.00 · 210 more lines/)).toBeInTheDocument();
    fireEvent(window, new Event("afterprint"));
  });

  it("is edited a hundred at a time: what is wrong and what is added is turned to", async () => {
    // Given an edit with a fault on the second page, seen from the first one
    const { user } = await openOrder(103);
    await user.click(screen.getByRole("button", { name: "Edit lines" }));
    const form = within(screen.getByRole("form", { name: "Edit order" }));
    const pages = form.getByRole("combobox", { name: /^Lines/ });
    await user.selectOptions(pages, "101 to 103");
    const save = form.getByRole("button", { name: "Save order" });
    const add = form.getByRole("button", { name: "Add a line" });
    const quantity = form.getAllByLabelText("Quantity")[1] as HTMLElement;
    await user.clear(quantity);
    await user.type(quantity, "none");
    await user.selectOptions(pages, "1 to 100");

    // When it is saved, twice
    for (let time = 0; time < 2; time += 1) {
      await user.click(save);
      expect(pages).toHaveDisplayValue("101 to 103");
      expect(document.activeElement).toHaveAttribute("name", "lines.101.quantity");
      await user.selectOptions(pages, "1 to 100");
    }

    // And a line is added
    await user.click(add);
    expect(pages).toHaveDisplayValue("101 to 104");
    expect(form.getByRole("group", { name: "Line 104" })).toBeVisible();
  });
});
