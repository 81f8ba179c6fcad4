import { describe, expect, test } from "vitest";
import { recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { surveyColumns } from "../../../src/formats/csv/detection/survey-columns.ts";
import { type TableGaps, tableGaps } from "../../../src/formats/csv/detection/table-gaps.ts";
import { guessForm, readTable } from "../../../src/formats/csv/read-table.ts";

const never = new AbortController().signal;

async function gapsOf(text: string): Promise<TableGaps> {
  const table = await readTable([text], guessForm(text), never);
  const surveys = await surveyColumns(table, never);
  return tableGaps(table, recognise(table.columns, surveys), surveys);
}

describe("what a table does not say", () => {
  test("is told: columns without a field, a date and a currency that are missing", async () => {
    const text = "client,product,quantity,price,colour,note\nada,TEA,1,4.50,green,\n";
    expect(await gapsOf(text)).toEqual({
      leftOut: ["colour"],
      isUndated: true,
      isWithoutCurrency: true,
    });
  });

  test("is nothing where a column or the sign beside a number says it", async () => {
    const whole = { leftOut: [], isUndated: false, isWithoutCurrency: false };
    expect(await gapsOf("client,amount,date\nada,5.00 EUR,2026-05-01")).toEqual(whole);
    expect(await gapsOf("client,amount,date\nada,5.00,2026-05-01\nada,€ 3.00,2026-05-01")).toEqual(
      whole,
    );
    expect(await gapsOf("client,amount (USD),date\nada,5.00,2026-05-01")).toEqual(whole);
    expect(await gapsOf("client,amount,currency,date\nada,5,EUR,2026-05-01")).toEqual(whole);
    expect(await gapsOf("username,name,registered\nada,Ada,2026-05-01")).toEqual(whole);
  });

  test("is told also of a column that is there and empty", async () => {
    expect(await gapsOf("client,amount,currency,date\nada,5.00,,")).toEqual({
      leftOut: [],
      isUndated: true,
      isWithoutCurrency: true,
    });
  });
});
