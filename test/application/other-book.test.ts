import { describe, expect, it, vi } from "vitest";
import { holdOther } from "../../src/application/branches/companion-book.ts";
import { lost, unreadable } from "../../src/application/store/read-only-reason.ts";
import { openSession } from "./open-session.ts";

describe("a book beside the one of the page", () => {
  async function openBoth() {
    const [page, other] = [await openSession(), await openSession()];
    const onClose = vi.fn();
    const held = holdOther(page, other, { opened: Promise.resolve(), onClose });
    return { page, other, onClose, held };
  }

  it("changes nothing any more in a page that a newer version has replaced", async () => {
    const { page, other, onClose, held } = await openBoth();
    page.close(lost("upgraded", page.history.head().position));

    expect(onClose).toHaveBeenCalledOnce();
    expect(await other.bus.dispatch({ type: "RegisterClient", username: "ada" })).toMatchObject({
      rejection: { code: "read-only" },
    });
    held.close();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("goes on beside a book that cannot be read any more", async () => {
    const { page, other, onClose } = await openBoth();
    page.close(unreadable(new Error("rotten"), page.history.head().position));
    expect(onClose).not.toHaveBeenCalled();
    expect(await other.bus.dispatch({ type: "RegisterClient", username: "ada" })).toMatchObject({
      accepted: true,
    });
  });
});
