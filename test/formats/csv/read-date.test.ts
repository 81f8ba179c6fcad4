import { describe, expect, test } from "vitest";
import { numberedDay, readDate } from "../../../src/formats/csv/cells/read-date.ts";

const own = (day: number, hour = 12, minute = 0, second = 0) =>
  new Date(2026, 4, day, hour, minute, second).getTime();
const noon = own(3);
const utc = Date.UTC(2026, 4, 3, 12, 2, 7);

describe("a date", () => {
  test.each([
    ["2026-05-03", "dmy", noon],
    ["2026/5/3", "mdy", noon],
    ["2026. 05. 03.", "mdy", noon],
    ["20260503", "dmy", noon],
    ["2026年5月3日", "dmy", noon],
    ["3.5.2026", "dmy", noon],
    ["3. 5. 2026", "dmy", noon],
    ["03/05/26", "dmy", noon],
    ["26-05-03", "ymd", noon],
    ["05/03/2026", "mdy", noon],
    ["29.2.2024", "dmy", new Date(2024, 1, 29, 12).getTime()],
    ["\u200e03.05.2026\u200e", "dmy", noon],
  ] as const)("in numbers is read from %j as %s", (cell, order, value) => {
    expect(readDate(cell, order)).toEqual({ value });
  });

  test.each([
    "03-May-26",
    "03MAY2026",
    "03May26",
    "3-may-2026",
    "3 May 2026",
    "May 3, 2026",
    "May 3rd, 2026",
    "2026-May-03",
    "Sun, 3 May 2026",
    "3. Mai 2026",
    "Sonntag, 3. Mai 2026",
    "3 mai 2026",
    "3 de mayo de 2026",
    "3 maggio 2026",
    "3 mei 2026",
    "3 de maio de 2026",
    "3 maja 2026",
  ])("with the name of its month is read from %j", (cell) => {
    expect(readDate(cell, "mdy")).toEqual({ value: noon });
  });

  test("may have a month with accents, cut or whole", () => {
    const february = new Date(2026, 1, 3, 12).getTime();
    expect(readDate("3 févr. 2026", "dmy")).toEqual({ value: february });
    const march = new Date(2026, 2, 3, 12).getTime();
    expect(readDate("3. März 2026", "dmy")).toEqual({ value: march });
    const october = new Date(2026, 9, 3, 12).getTime();
    expect(readDate("3 października 2026", "dmy")).toEqual({ value: october });
  });

  test.each([
    ["3.5.2026 14:02", "dmy", own(3, 14, 2)],
    ["2026-05-03 14:02:07", "ymd", own(3, 14, 2, 7)],
    ["5/3/2026 2:02 PM", "mdy", own(3, 14, 2)],
    ["5/3/2026, 2:02:07 p.m.", "mdy", own(3, 14, 2, 7)],
    ["05/03/2026 12:00 AM", "mdy", own(3, 0)],
    ["03-May-26 12:30 pm", "mdy", own(3, 12, 30)],
    ["May 3, 2026 at 2 PM", "mdy", own(3, 14)],
    ["3.5.2026 um 14:02 Uhr", "dmy", own(3, 14, 2)],
    ["3.5.2026 14.02", "dmy", own(3, 14, 2)],
    ["03-05-2026 14.02.07", "dmy", own(3, 14, 2, 7)],
    ["20260503140207", "dmy", own(3, 14, 2, 7)],
    ["5/3/2026 00:30 AM", "mdy", own(3, 0, 30)],
  ] as const)("with a time of the day is read from %j", (cell, order, value) => {
    expect(readDate(cell, order)).toEqual({ value });
  });

  test.each([
    "2026-05-03T12:02:07Z",
    "2026-05-03 14:02:07+02:00",
    "2026-05-03 14:02:07 +0200",
    "2026-05-03T14:02:07+0200",
    "2026-05-03t14:02:07+02",
    "2026-05-03 12:02:07 UTC",
    "20260503T120207Z",
    "20260503T140207+0200",
    "2026-05-03 08:02:07 EDT",
    "Sun, 3 May 2026 14:02:07 +0200",
    "Sun May 03 2026 14:02:07 GMT+0200 (Central European Summer Time)",
  ])("with an offset from UTC is the same instant everywhere: %j", (cell) => {
    expect(readDate(cell, "dmy")).toEqual({ value: utc });
  });

  test("may lack its seconds, or have more digits than a millisecond", () => {
    const minute = Date.UTC(2026, 4, 3, 14, 2);
    expect(readDate("2026-05-03T14:02Z", "dmy")).toEqual({ value: minute });
    expect(readDate("2026-05-03T14:02:00.123456Z", "dmy")).toEqual({ value: minute + 123 });
  });

  test("may be the number that a spreadsheet counts days by", () => {
    expect(readDate("46145", "dmy")).toEqual({ value: noon });
    expect(readDate("46145.0", "dmy")).toEqual({ value: noon });
    expect(readDate("46145,75", "mdy")).toEqual({ value: own(3, 18) });
  });

  test.each([
    ...["30.2.2026", "13/13/2026", "0.5.2026", "3.5.", "tomorrow", "3.5.2026 25:00"],
    ...["10.3.202", "3.5.20260", "1.2.3", "3/5.2026", "31-Feb-26", "3 Foo 2026", "May 2026"],
    ...["4614", "461450", "2026-05-03T14:02+25:00", "5/3/2026 13:02 PM", "", "20261303"],
    "1".repeat(100_000),
  ])("is not made of %j", (cell) => {
    expect(readDate(cell, "dmy")).toHaveProperty("problem");
  });
});

const ordersIn = (cell: string) => numberedDay(cell)?.orders;

test("only days in numbers, with the year behind, leave their order open", () => {
  expect(ordersIn("03.05.2026")).toEqual(["dmy", "mdy"]);
  expect(ordersIn("13/05/2026 14:02")).toEqual(["dmy"]);
  expect(ordersIn("05/13/2026")).toEqual(["mdy"]);
  expect(ordersIn("03/05/06")).toEqual(["ymd", "dmy", "mdy"]);
  for (const cell of ["2026-05-03", "3 May 2026", "46145", "13/13/2026"]) {
    expect(numberedDay(cell)).toBeUndefined();
  }
});
