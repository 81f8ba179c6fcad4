import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { navigate } from "wouter/use-hash-location";
import { Boundary } from "../../src/ui/components/boundary.tsx";
import { DrawnPanel, lazyPanel } from "../../src/ui/context/lazy-screen.tsx";
import { formatDay, formatExactMoment, formatMoment } from "../../src/ui/i18n/format.ts";
import { openApp } from "./open-app.tsx";

const faults = vi.hoisted(() => ({ wallets: false, bar: false }));

vi.mock("../../src/ui/screens/wallets/wallets-table.tsx", async (original) => {
  const { WalletsTable } = await original<{ WalletsTable: (props: object) => unknown }>();
  return {
    WalletsTable(props: object) {
      if (faults.wallets) throw new RangeError("Invalid time value");
      return WalletsTable(props);
    },
  };
});
vi.mock("../../src/ui/shell/top-bar.tsx", async (original) => {
  const { TopBar } = await original<{ TopBar: () => unknown }>();
  return {
    TopBar() {
      if (faults.bar) throw new Error("odd");
      return TopBar();
    },
  };
});

beforeEach(() => {
  Object.assign(faults, { wallets: false, bar: false });
  // React tells of what was caught.
  vi.spyOn(console, "error").mockImplementation(() => {});
});

const withWallet: Parameters<typeof openApp>[1] = async ({ bus }) => {
  await bus.dispatch({ type: "RegisterClient", username: "ada" });
  await bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
};

describe("a screen that fails", () => {
  it("says so, keeps the book and the ways on, and can be tried again", async () => {
    // given a table of wallets that cannot be drawn
    faults.wallets = true;
    const { user, session, act } = await openApp("/wallets", withWallet);

    // then the screen says what happened, and all around it stands
    expect(
      await screen.findByRole("heading", { level: 1, name: "This screen cannot be shown" }),
    ).toBeVisible();
    expect(document.title).toBe("This screen cannot be shown · My book · Hindsight");
    expect(screen.getByRole("alert")).toHaveTextContent(
      /^This screen cannot be shown\. The book is safe: .* What was wrong: Invalid time value$/,
    );
    expect(screen.getByRole("button", { name: /^Export/ })).toBeVisible();
    expect(screen.getByRole("button", { name: "Other books" })).toBeVisible();
    expect(await session.log.verify()).toMatchObject({ ok: true });

    // and another screen can be gone to
    await user.click(screen.getByRole("link", { name: "Orders" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Orders" })).toBeVisible();

    // also one of the same name, of which something else is asked
    act(() => navigate("/wallets"));
    await screen.findByRole("heading", { level: 1, name: "This screen cannot be shown" });
    faults.wallets = false;
    act(() => navigate("/wallets/nobody"));
    expect(await screen.findByRole("heading", { level: 1, name: "Wallets" })).toBeVisible();
    faults.wallets = true;
    act(() => navigate("/orders"));

    // when the fault is gone, it is there again
    await user.click(screen.getByRole("link", { name: "Wallets" }));
    faults.wallets = false;
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Wallets" })).toBeVisible();
  });

  it("also where it is the frame around all screens", async () => {
    faults.bar = true;
    const { user } = await openApp("/wallets", withWallet);
    expect(
      await screen.findByRole("heading", { level: 1, name: "The book cannot be shown" }),
    ).toBeVisible();
    faults.bar = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Wallets" })).toBeVisible();
  });
});

const THERE = "It is there";

describe("a screen whose code cannot be fetched", () => {
  it("says so once, and is fetched anew when it is tried again", async () => {
    // given code that comes the second time only
    const load = vi
      .fn<() => Promise<() => ReactNode>>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch dynamically imported module: a.js"))
      .mockResolvedValue(() => <p>{THERE}</p>);
    const panel = lazyPanel(load);
    const user = userEvent.setup();
    render(
      <Boundary
        fallback={(error, retry) => (
          <button type="button" onClick={() => [panel.forget(), retry()]}>
            {String(error)}
          </button>
        )}
      >
        <Suspense>
          <DrawnPanel panel={panel} />
        </Suspense>
      </Boundary>,
    );

    // then it is told, and not asked for again and again
    const again = await screen.findByRole("button", { name: /Failed to fetch/ });
    expect(load).toHaveBeenCalledTimes(1);

    // when it is tried again
    await user.click(again);
    expect(await screen.findByText(THERE)).toBeVisible();
    expect(load).toHaveBeenCalledTimes(2);
  });
});

describe("a time that is none", () => {
  it.each([1e300, Number.NaN, 8.64e15 + 1])("is shown as the number it is: %s", (time) => {
    for (const format of [formatDay, formatMoment, formatExactMoment]) {
      expect(format(time)).toBe(String(time));
    }
  });
});
