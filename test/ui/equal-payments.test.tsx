import { screen as page, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { openApp } from "./open-app.tsx";

it("a payment that the book has is shown, and added once more where somebody says so", async () => {
  // Given a book with a payment, and a bank's file that has it too
  const occurredAt = Date.UTC(2025, 2, 1, 9);
  let history: BookSession["history"] | undefined;
  await openApp("/csv", async ({ bus, history: own }) => {
    history = own;
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1_000, occurredAt });
  });
  const input = (await page.findByRole("button", { name: "Choose a table" })).parentElement;
  const chooser = input?.querySelector("input[type=file]") as HTMLInputElement;
  const text = "client,date,amount\nada,2025-03-01T09:00:00Z,10.00\n";
  await userEvent.upload(chooser, new File([text], "bank.csv", { type: "text/csv" }));

  // When it is checked
  await userEvent.click(await page.findByRole("button", { name: "Check all rows" }));

  // Then nothing would be added, and the payment stands in a list of its own
  const there = await page.findByRole("table", { name: "Payments that are there" });
  expect(page.getByText(/1 payment is in the book already/)).toBeTruthy();
  expect(page.queryByRole("button", { name: /^Add 1 command/ })).toBeNull();

  // When its row is chosen and added
  await userEvent.click(within(there).getByRole("checkbox", { name: "Add row 2" }));
  await userEvent.click(page.getByRole("button", { name: "Add 1 command" }));

  // Then it is in the wallet twice
  expect(await page.findByText(/^1 command added\./)).toBeTruthy();
  const at = history?.head().position as Position;
  expect(history?.wallets.rows(at)[0]?.balance).toBe(2_000);
});
