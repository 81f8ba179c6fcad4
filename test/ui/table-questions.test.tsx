import { screen as page, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openApp } from "./open-app.tsx";

async function drop(text: string): Promise<void> {
  await openApp("/csv", async ({ bus }) => {
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
  });
  const input = (await page.findByRole("button", { name: "Choose a table" })).parentElement;
  const chooser = input?.querySelector("input[type=file]") as HTMLInputElement;
  await userEvent.upload(chooser, new File([text], "table.csv", { type: "text/csv" }));
}

describe("a table that leaves something open", () => {
  it("asks beside a real cell, with what that would mean either way", async () => {
    // given amounts of whole thousands, which nothing decides
    await drop("client\tamount\nada\t5\nada\t1.000 €\n");
    const asked = await page.findByRole("group", {
      name: "What is “1.000 €” in row 3, column “amount”?",
    });
    expect(page.queryByRole("button", { name: "Check all rows" })).toBeNull();
    expect(page.getByText(/answer the questions above first/)).toBeTruthy();
    expect(
      within(asked)
        .getAllByRole("button")
        .map((button) => button.textContent),
    ).toEqual(["1 (decimal point)", "1,000 (decimal comma)"]);
    // when the person says which
    await userEvent.click(within(asked).getByRole("button", { name: "1,000 (decimal comma)" }));
    // then it is asked no more, and read so
    expect(await page.findByRole("button", { name: "Check all rows" })).toBeTruthy();
    expect(page.queryByRole("group", { name: /What is/ })).toBeNull();
    expect(page.getByText("€1,000.00 into the wallet of ada")).toBeTruthy();
  });

  it("asks for the order of dates with the days that they would be", async () => {
    await drop("client,amount,date\nada,5.50,03/04/2026\n");
    const asked = await page.findByRole("group", { name: /What is “03\/04\/2026”/ });
    const answers = within(asked)
      .getAllByRole("button")
      .map((button) => button.textContent);
    expect(answers).toHaveLength(2);
    expect(answers.join()).toMatch(/Apr.*Mar|Mar.*Apr|4\/3.*3\/4|3\/4.*4\/3/);
  });

  it("names the columns that are left out, and lets the row of titles be chosen", async () => {
    await drop("Payments of May,,\nclient,amount,remark\nada,5.50,first\n");
    expect(await page.findByText("This column is left out: “remark”.")).toBeTruthy();
    const titles = page.getByRole<HTMLSelectElement>("combobox", { name: "Titles" });
    expect(titles.selectedOptions[0]?.textContent).toBe("Row 2: client, amount, remark");
    await userEvent.selectOptions(titles, "None: the first row is data");
    expect(await page.findByText(/Choose the column for “Username”/)).toBeTruthy();
  });

  it("keeps columns that are chosen, and tells of one that is not there any more", async () => {
    await drop("client;amount;fee\nada;5,50;1,50\n");
    const amount = await page.findByRole("combobox", { name: "Amount" });
    await userEvent.selectOptions(amount, "fee");
    // when the cells are cut elsewhere
    await userEvent.selectOptions(page.getByRole("combobox", { name: "Between cells" }), "Comma");
    // then that is told beside the columns
    expect(
      await page.findByText(/The column chosen for “Amount” is not in the table/),
    ).toBeTruthy();
    await userEvent.selectOptions(
      page.getByRole("combobox", { name: "Between cells" }),
      "Semicolon",
    );
    const again = await page.findByRole<HTMLSelectElement>("combobox", { name: "Amount" });
    expect(again.selectedOptions[0]?.textContent).toBe("fee");
    expect(page.queryByText(/The column chosen for/)).toBeNull();
  });

  it("tells the rows of each command, those that follow each other in short", async () => {
    const lines = ["7,ada,tea,1,5", "7,ada,cup,1,5", "7,ada,jug,1,5", "8,ada,tea,1,5"];
    await drop(["order,client,product,quantity,price", ...lines, "7,ada,pot,1,5"].join("\n"));
    const preview = await page.findByRole("table", { name: /as commands/ });
    expect(within(preview).getByText("2–4, 6")).toBeTruthy();
    expect(within(preview).getByText("5")).toBeTruthy();
  });

  it("asks about dates of another century before anything is added", async () => {
    await drop("client,amount,date\nada,5.50,1026-05-03\n");
    await userEvent.click(await page.findByRole("button", { name: "Check all rows" }));
    expect(await page.findByText(/dated more than 50 years ago/)).toBeTruthy();
    expect(page.queryByRole("button", { name: "Add 1 command" })).toBeNull();
    await userEvent.click(page.getByRole("button", { name: "The dates are right" }));
    expect(page.getByRole("button", { name: "Add 1 command" })).toBeTruthy();
  });
});
