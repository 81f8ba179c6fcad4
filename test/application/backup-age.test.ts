import { describe, expect, it } from "vitest";
import {
  eventsSinceBackup,
  REMIND_AGAIN,
  wantsBackup,
} from "../../src/application/books/backup-policy.ts";
import type { BookCare, BookEntry } from "../../src/application/books/book-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { describeBackup } from "../../src/ui/describe/describe-backup.ts";

const MADE = Date.parse("2026-05-01T12:00:00Z") as EpochMs;
const DAY = 86_400_000;
const daysOn = (days: number) => (MADE + days * DAY) as EpochMs;
const at = (position: number) => position as Position;

function bookWith(care?: BookCare): BookEntry {
  return {
    id: "b" as BookId,
    name: "My book",
    createdAt: MADE,
    openedAt: MADE,
    ...(care && { care }),
  };
}

const BACKED_UP = bookWith({ backup: { at: daysOn(10), position: at(100) } });

describe("the reminder of a backup", () => {
  it.each([
    {
      when: "never backed up, three days of work",
      book: bookWith(),
      head: 20,
      days: 3,
      wants: true,
    },
    { when: "never backed up, but young", book: bookWith(), head: 20, days: 2.9, wants: false },
    {
      when: "never backed up, but hardly used",
      book: bookWith(),
      head: 19,
      days: 30,
      wants: false,
    },
    {
      when: "young, but with very much in it",
      book: bookWith(),
      head: 10_000,
      days: 0,
      wants: true,
    },
    { when: "backed up some days ago", book: BACKED_UP, head: 120, days: 13, wants: true },
    { when: "backed up lately", book: BACKED_UP, head: 120, days: 12.9, wants: false },
    {
      when: "backed up, and hardly anything since",
      book: BACKED_UP,
      head: 119,
      days: 30,
      wants: false,
    },
    { when: "shorter than its backup", book: BACKED_UP, head: 50, days: 30, wants: false },
  ])("$when: $wants", ({ book, head, days, wants }) => {
    expect(wantsBackup(book, at(head), daysOn(days))).toBe(wants);
  });

  it("stays away for three days when it was put off", () => {
    const book = bookWith({ remindAfter: (daysOn(5) + REMIND_AGAIN) as EpochMs });
    expect(wantsBackup(book, at(50), daysOn(7.9))).toBe(false);
    expect(wantsBackup(book, at(50), daysOn(8))).toBe(true);
  });
});

describe("the age of a backup", () => {
  it.each([
    { book: bookWith(), head: 7, days: 1, told: "never" },
    { book: BACKED_UP, head: 314, days: 13, told: "3 days ago, 214 events since" },
    { book: BACKED_UP, head: 101, days: 10 + 2 / 24, told: "2 hours ago, 1 event since" },
    { book: BACKED_UP, head: 100, days: 10, told: "now, nothing new since" },
  ])("is told as “$told”", ({ book, head, days, told }) => {
    expect(describeBackup(book, at(head), daysOn(days))).toBe(told);
  });

  it("counts the events that no backup holds", () => {
    expect(eventsSinceBackup(bookWith(), at(7))).toBe(7);
    expect(eventsSinceBackup(BACKED_UP, at(107))).toBe(7);
    expect(eventsSinceBackup(BACKED_UP, at(99))).toBe(0);
  });
});
