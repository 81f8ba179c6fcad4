import { describe, expect, it } from "vitest";
import type { BookEntry } from "../../src/application/books/book-catalog.ts";
import { createTimelineView, drawnSpan } from "../../src/application/session/timeline-viewport.ts";
import { createBookStore } from "../../src/application/store/book-store.ts";
import type { BookId } from "../../src/domain/ids.ts";
import type { EpochMs, Hash, Position } from "../../src/eventlog/envelope.ts";

function open(events = 1_000) {
  const at = 0 as EpochMs;
  const book: BookEntry = { id: "b" as BookId, name: "Book", createdAt: at, openedAt: at };
  const store = createBookStore(book);
  store.setState({ head: { position: events as Position, hash: "" as Hash } });
  const timeline = createTimelineView(store);
  const drawn = () => {
    const { from, to } = drawnSpan(store.getState());
    return [from, to];
  };
  const span = (from: number, to: number) => ({ from: from as Position, to: to as Position });
  return { store, timeline, drawn, span };
}

describe("what of the timeline is drawn", () => {
  it("is all of it at first, and grows with the book", () => {
    const { store, drawn } = open();
    expect(drawn()).toEqual([0, 1_000]);
    store.setState({ head: { position: 1_001 as Position, hash: "" as Hash } });
    expect(drawn()).toEqual([0, 1_001]);
  });

  it("is a stack of zooms: each step back draws what was drawn before", () => {
    const { timeline, drawn, span } = open();
    timeline.zoomTo(span(100, 500));
    timeline.zoomTo(span(200, 300));
    timeline.zoomBack();
    expect(drawn()).toEqual([100, 500]);
    timeline.zoomBack();
    timeline.zoomBack();
    expect(drawn()).toEqual([0, 1_000]);
  });

  it("is one step for all turns of one gesture", () => {
    const { timeline, drawn } = open();
    timeline.zoomBy(0.5, 500 as Position);
    timeline.zoomBy(0.5, 500 as Position, "further");
    expect(drawn()).toEqual([375, 625]);
    timeline.zoomBack();
    expect(drawn()).toEqual([0, 1_000]);
  });

  it("keeps still what it zooms around, and never draws fewer than ten events, nor more than there are", () => {
    const { timeline, drawn, store } = open();
    for (let turn = 0; turn < 20; turn += 1) timeline.zoomBy(0.5, 1_000 as Position);
    expect(drawn()).toEqual([990, 1_000]);
    for (let turn = 0; turn < 20; turn += 1) timeline.zoomBy(2, 990 as Position);
    expect(drawn()).toEqual([0, 1_000]);
    expect(store.getState().zooms).toEqual([]);
  });

  it("moves along within the log, and only as far as it takes to show the cursor", () => {
    const { timeline, drawn, span } = open();
    timeline.moveBy(1);
    expect(drawn()).toEqual([0, 1_000]);
    timeline.zoomTo(span(100, 200));
    timeline.moveBy(-3);
    expect(drawn()).toEqual([0, 100]);
    timeline.reveal(350 as Position);
    expect(drawn()).toEqual([250, 350]);
    timeline.reveal(300 as Position);
    expect(drawn()).toEqual([250, 350]);
    timeline.fit();
    expect(drawn()).toEqual([0, 1_000]);
  });

  it("is all of a book with fewer events than the shortest part", () => {
    const { timeline, drawn } = open(4);
    timeline.zoomBy(0.5, 2 as Position);
    expect(drawn()).toEqual([0, 4]);
  });
});
