import { describe, expect, it } from "vitest";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { fetchDateWords, readMoment } from "../../src/ui/palette/parse-moment.ts";

// A Wednesday.
const NOW = new Date(2026, 4, 6, 10, 30).getTime() as EpochMs;
const at = (...parts: [number, number, number, number?, number?, number?, number?]) =>
  new Date(...parts).getTime();

const endOf = (year: number, month: number, day: number) => at(year, month, day, 23, 59, 59, 999);

describe("a moment in words", () => {
  it.each([
    ["last Friday 14:00", at(2026, 4, 1, 14)],
    ["yesterday", endOf(2026, 4, 5)],
    ["3 May 1997", endOf(1997, 4, 3)],
    ["1997-05-03 14:02", at(1997, 4, 3, 14, 2)],
    ["two hours ago", at(2026, 4, 6, 8, 30)],
  ])("“%s” is the moment that people mean by it", (text, moment) => {
    expect(readMoment(text, NOW, "en-US")).toBe(moment);
  });

  it.each(["", "1204", "#1204", "Acme", "Friday Market", "10 500"])("“%s” is none", (text) => {
    expect(readMoment(text, NOW, "en-US")).toBeUndefined();
  });

  it.each([
    ["a weekday that is still to come this week", "Friday", endOf(2026, 4, 1)],
    ["a day of the year that is still to come", "24 December", endOf(2025, 11, 24)],
    ["an hour that is still to come", "14:00", at(2026, 4, 5, 14)],
    ["a day that few years have", "29 February", endOf(2024, 1, 29)],
  ])("means the past: %s", (_, text, moment) => {
    expect(readMoment(text, NOW, "en-US")).toBe(moment);
  });

  it.each([
    ["next Friday", at(2026, 4, 15)],
    ["tomorrow", at(2026, 4, 7)],
  ])("means the future where it says so: “%s”", (text, day) => {
    const moment = readMoment(text, NOW, "en-US") ?? 0;
    expect(Math.abs(moment - day)).toBeLessThan(8 * 86_400_000);
    expect(moment).toBeGreaterThan(NOW);
  });

  it.each(["3 May 1", "3 May 19", "3 May 199", "May 3, 19", "3 May 19970"])(
    "is none while its year is typed half: “%s”",
    (text) => {
      expect(readMoment(text, NOW, "en-US")).toBeUndefined();
    },
  );

  it.each([
    ["fr", ["3 mai 1", "3 mai 19", "3 mai 199", "samedi 3"]],
    ["nl", ["3 mei 1", "3 mei 19"]],
    ["es", ["mayo de 1", "mayo de 19", "3 de mayo de 19"]],
    ["de", ["3. Mai 19", "Samstag, 3"]],
    ["en-GB", ["3-May-1", "3-May-9", "3-May-3", "3 May 97 14:00"]],
    ["en-CA", ["13/5/2", "3/5/1"]],
  ])("is none in %s while a year or an hour is typed half", async (locale, texts) => {
    await fetchDateWords(locale);
    for (const text of texts) expect(readMoment(text, NOW, locale), text).toBeUndefined();
  });

  it.each([
    ["6 May", endOf(2026, 4, 6)],
    ["Wednesday", endOf(2026, 4, 6)],
    ["this wednesday", endOf(2026, 4, 6)],
    ["today", endOf(2026, 4, 6)],
    ["7 May", endOf(2025, 4, 7)],
    ["Thursday", endOf(2026, 3, 30)],
    ["yesterday at 5", at(2026, 4, 5, 5)],
    ["3 May 14.02", at(2026, 4, 3, 14, 2)],
    ["3 May 2pm", at(2026, 4, 3, 14)],
  ])("of a day is not before it has begun: “%s”", (text, moment) => {
    expect(readMoment(text, NOW, "en-GB")).toBe(moment);
  });

  it.each([
    ["en-US", "April 2025", endOf(2025, 3, 30)],
    ["en-US", "May", endOf(2026, 4, 31)],
    ["en-US", "June", endOf(2025, 5, 30)],
    ["en-US", "last month", endOf(2026, 3, 30)],
    ["en-US", "2026-02", endOf(2026, 1, 28)],
    ["de", "Mai 1997", endOf(1997, 4, 31)],
    ["fr", "février 2024", endOf(2024, 1, 29)],
    ["es", "mayo de 1997", endOf(1997, 4, 31)],
  ])("of a month means its end in %s: “%s”", async (locale, text, moment) => {
    await fetchDateWords(locale);
    expect(readMoment(text, NOW, locale)).toBe(moment);
  });

  it("puts the day first where the locale does, also among words", () => {
    expect(readMoment("noon 3/5/2026", NOW, "en-GB")).toBe(at(2026, 4, 3, 12));
    expect(readMoment("noon 3/5/2026", NOW, "en-US")).toBe(at(2026, 2, 5, 12));
  });

  it("can be told in the person's own language, once its words are there", async () => {
    await fetchDateWords("de-AT");
    expect(readMoment("3. Mai 1997", NOW, "de-AT")).toBe(endOf(1997, 4, 3));
    expect(readMoment("gestern", NOW, "de-AT")).toBe(endOf(2026, 4, 5));
    expect(readMoment("yesterday", NOW, "de-AT")).toBe(endOf(2026, 4, 5));
  });
});

describe("a date in figures", () => {
  it.each([
    ["en-US", "3/5/2026", endOf(2026, 2, 5)],
    ["en-GB", "3/5/2026", endOf(2026, 4, 3)],
    ["de", "3.5.2026", endOf(2026, 4, 3)],
    ["de", "03.05.1997 14:02", at(1997, 4, 3, 14, 2)],
    ["fr", "03/05/2026", endOf(2026, 4, 3)],
    ["nl", "3-5-2026", endOf(2026, 4, 3)],
    ["ja", "2026/5/3", endOf(2026, 4, 3)],
    ["sv", "2026-05-03", endOf(2026, 4, 3)],
    ["hu", "26.05.03", endOf(2026, 4, 3)],
    ["en-US", "25/12/2025", endOf(2025, 11, 25)],
    ["en-GB", "12/25/2025", endOf(2025, 11, 25)],
    ["en-GB", "3/5/26", endOf(2026, 4, 3)],
    ["en-GB", "3/6/26", endOf(1926, 5, 3)],
    ["en-GB", "3/5", endOf(2026, 4, 3)],
    ["en-GB", "24/12", endOf(2025, 11, 24)],
    ["de", "24.12.", endOf(2025, 11, 24)],
    ["de", "29.2.", endOf(2024, 1, 29)],
    ["cs", "3. 5. 2026", endOf(2026, 4, 3)],
    ["sk", "3. 5. 2026", endOf(2026, 4, 3)],
    ["ko", "2026. 5. 3.", endOf(2026, 4, 3)],
    ["hu", "2026. 05. 03.", endOf(2026, 4, 3)],
    ["lv", "03.05.2026.", endOf(2026, 4, 3)],
    ["bg", "3.05.2026 г.", endOf(2026, 4, 3)],
    ["ja", "2026年5月3日", endOf(2026, 4, 3)],
    ["ar-EG", "٣‏/٥‏/٢٠٢٦", endOf(2026, 4, 3)],
    ["th", "3/5/2569", endOf(2026, 4, 3)],
    ["fa", "2026-05-03", endOf(2026, 4, 3)],
    ["en-AU", "3/5/2026 2:30 pm", at(2026, 4, 3, 14, 30)],
    ["en-GB", "3/5/2026 at 14:00", at(2026, 4, 3, 14)],
    ["en-GB", "3/5/2026 12:05am", at(2026, 4, 3, 0, 5)],
    ["id", "3/5/2026 14.30", at(2026, 4, 3, 14, 30)],
    ["da", "3.5.2026 14.30", at(2026, 4, 3, 14, 30)],
  ])("is read as %s writes it: %s", (locale, text, moment) => {
    expect(readMoment(text, NOW, locale)).toBe(moment);
  });

  it.each(["sv", "ja", "hu", "ko", "zh", "lt", "en-CA", "en-US", "en-GB", "de"])(
    "is the same day in %s whether its year has four figures or two",
    (locale) => {
      const day = readMoment("3/4/2026", NOW, locale);
      expect(day).toBeDefined();
      expect(readMoment("3/4/26", NOW, locale)).toBe(day);
    },
  );

  it.each([
    ["en-GB", "30/2/2026"],
    ["en-GB", "3/5/199"],
    ["en-GB", "3/5/1"],
    ["en-GB", "32/13/2026"],
    ["en-US", "12.50"],
    ["en-US", "10-12"],
    ["en-GB", "3/5/2026 25:00"],
    ["en-GB", "3/5/2026 13:00 pm"],
    ["fa", "1405/02/13"],
    ["th", "3/5/69"],
  ])("is none where there is no such day, or half of one: %s, “%s”", (locale, text) => {
    expect(readMoment(text, NOW, locale)).toBeUndefined();
  });
});
