import { beforeEach, describe, expect, it } from "vitest";
import { beginOpening, failedOpenings } from "../../src/app/startup/failed-openings.ts";
import type { BookId } from "../../src/domain/ids.ts";

const leave = () => window.dispatchEvent(new Event("pagehide"));

describe("the openings of a book that fail in a row", () => {
  // Pages of earlier tests are left here too.
  let book: BookId;
  beforeEach(() => {
    book = crypto.randomUUID() as BookId;
  });

  it("are counted where the page dies, and begin anew with one that succeeds", async () => {
    beginOpening(book);
    beginOpening(book);
    expect(await failedOpenings(book)).toBe(2);
    beginOpening(book).succeed();
    expect(await failedOpenings(book)).toBe(0);
  });

  it("are no such where the page is left in good order", async () => {
    beginOpening(book);
    leave();
    expect(await failedOpenings(book)).toBe(0);
  });

  it("are counted where the storage did not answer until the page was left", async () => {
    beginOpening(book).stall();
    leave();
    expect(await failedOpenings(book)).toBe(1);
  });

  it("are none where the storage answers late", async () => {
    const opening = beginOpening(book);
    opening.stall();
    opening.succeed();
    leave();
    expect(await failedOpenings(book)).toBe(0);
  });
});
