import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { describeTimeLeft } from "../../src/ui/files/describe-time-left.ts";
import { RowsProgress } from "../../src/ui/screens/table-import/rows-progress.tsx";
import { openApp } from "./open-app.tsx";

describe("the progress of a table", () => {
  const words = { label: "Adding, row", said: "Adding the rows…" };

  it("tells rows, speed and time left, of which a screen reader hears the beginning alone", () => {
    const pace = { perSecond: 12_000, secondsLeft: 18 };
    const rows = { done: 20_000, total: 236_000, pace };
    const { rerender } = render(<RowsProgress {...words} rows={rows} />);
    expect(screen.getByRole("progressbar", { name: "Adding, row 20,000 of 236,000" })).toBeTruthy();
    expect(screen.getByText("12,000 rows a second, about 20 seconds left")).toBeTruthy();
    const spoken = screen.getByRole("status");
    expect(spoken).toHaveTextContent(/^Adding the rows…$/);
    // when it goes on
    rerender(<RowsProgress {...words} rows={{ ...rows, done: 40_000 }} />);
    // then that is seen, and not spoken
    expect(screen.getByText("Adding, row 40,000 of 236,000")).toBeTruthy();
    expect(spoken).toHaveTextContent(/^Adding the rows…$/);
  });

  it("tells neither speed nor time while there is nothing to judge by", () => {
    render(<RowsProgress {...words} rows={{ done: 0, total: 0 }} />);
    expect(screen.queryByText(/left|a second/)).toBeNull();
  });
});

describe("the time that is left", () => {
  it.each([
    [1, "about 1 second left"],
    [7, "about 7 seconds left"],
    [16, "about 20 seconds left"],
    [89, "about 90 seconds left"],
    [150, "about 3 minutes left"],
  ])("of %i seconds is told as “%s”", (seconds, words) => {
    expect(describeTimeLeft(seconds)).toBe(words);
  });
});

it("one sentence of a table is spoken at a time, whatever else is to be known of it", async () => {
  // given a table without dates and currency, and with a column that is left out
  await openApp("/csv", async ({ bus }) => {
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
  });
  const button = await screen.findByRole("button", { name: "Choose a table" });
  const chooser = button.parentElement?.querySelector("input[type=file]") as HTMLInputElement;
  const text = "client,amount,remark\nada,5.50,first\n";
  await userEvent.upload(chooser, new File([text], "table.csv", { type: "text/csv" }));
  await screen.findByText("This column is left out: “remark”.");
  const spoken = () =>
    within(screen.getByRole("region", { name: "Import a table" }))
      .queryAllByRole("status")
      .map(({ textContent }) => textContent);
  expect(spoken()).toEqual([]);
  // when it was checked
  await userEvent.click(await screen.findByRole("button", { name: "Check all rows" }));
  await screen.findByRole("button", { name: "Add 1 command" });
  // then the outcome is all that is spoken
  expect(spoken()).toEqual([expect.stringContaining("1 command would be accepted")]);
});
