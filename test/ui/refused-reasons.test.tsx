import { screen as page, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openApp } from "./open-app.tsx";

/** Drops a table on the app, checks it, and gives the list of its refused rows. */
async function checked(text: string) {
  await openApp("/csv", async ({ bus }) => {
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
  });
  const button = await page.findByRole("button", { name: "Choose a table" });
  const chooser = button.parentElement?.querySelector("input[type=file]") as HTMLInputElement;
  await userEvent.upload(chooser, new File([text], "table.csv", { type: "text/csv" }));
  await userEvent.click(await page.findByRole("button", { name: "Check all rows" }));
  return page.findByRole("table", { name: "Refused rows" });
}

const count = (table: HTMLElement) => Number(table.getAttribute("aria-rowcount"));
const button = (name: string | RegExp) => page.getByRole("button", { name });

describe("the outcome of a table", () => {
  // given three quantities and one client that cannot be read, and a debit that nothing covers
  const ORDERS = [
    "client,product code,quantity,unit price",
    "ada,TEA,two,4.50",
    "ada,TEA,1,4.50",
    ",TEA,1,4.50",
    "ada,TEA,three,4.50",
    "ada,TEA,four,4.50",
    "ada,TEA,five,4.50",
  ].join("\n");

  it("tells why rows are refused, by counts and first rows", async () => {
    const table = await checked(ORDERS);
    const all = count(table);
    const reasons = within(page.getByRole("list", { name: "Why rows were refused" }));
    expect(reasons.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "quantity: The cell is no whole number of at least 1. 4 rowsRow 2Row 5Row 6",
      "client: The cell is empty. 1 rowRow 4",
      "Show all",
    ]);
    // when one of them is chosen
    await userEvent.click(button("client: The cell is empty. 1 row"));
    // then its rows alone are listed, which is said
    expect(count(table)).toBe(all - 4);
    expect(page.getByText("1 of 5 refused rows: client: The cell is empty.")).toBeTruthy();
    expect(button("client: The cell is empty. 1 row")).toHaveAttribute("aria-pressed", "true");
    expect(within(table).getByText("The cell is empty.")).toBeTruthy();
    expect(within(table).queryByText(/“two”/)).toBeNull();
    // and all of them come back
    await userEvent.click(button("Show all"));
    expect(count(table)).toBe(all);
    expect(button("Show all")).toHaveFocus();
    expect(page.queryByText(/of 5 refused rows/)).toBeNull();
  });

  it("leads from a row to the list of its kind, by keyboard as well", async () => {
    const table = await checked(ORDERS);
    button("Row 5. quantity: The cell is no whole number of at least 1.").focus();
    await userEvent.keyboard("{Enter}");
    expect(page.getByText(/^4 of 5 refused rows: quantity/)).toBeTruthy();
    expect(within(table).getByText(/“three”/)).toBeTruthy();
    // and on to the rows themselves, past what filters them
    button("Show all").focus();
    await userEvent.tab();
    expect(
      table.contains(document.activeElement) || document.activeElement === table.parentElement,
    ).toBe(true);
  });

  it("is told so after sending as well, with what the book itself refuses", async () => {
    const table = await checked("client,amount\nada,5.00\nbob,7.00\nada,x\n");
    expect(table).toBeTruthy();
    await userEvent.click(button("Add 1 command"));
    await page.findByText(/1 command added/);
    const reasons = within(page.getByRole("list", { name: "Why rows were refused" }));
    expect(
      reasons.getByRole("button", { name: "client: There was no such client. 1 row" }),
    ).toBeTruthy();
    expect(
      reasons.getByRole("button", { name: "amount: The cell is no number. 1 row" }),
    ).toBeTruthy();
  });
});
