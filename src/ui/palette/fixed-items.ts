import type { BookServices } from "../book-context.tsx";
import { wayToWhatCameSince } from "../compare/compare-button.tsx";
import type { PaletteItem } from "./palette-item.ts";

/** What the palette offers whatever is typed: the screens, and what can be done on any of them. */
export function fixedItems(
  { session, own }: Pick<BookServices, "session" | "own">,
  navigate: (to: string) => void,
): readonly PaletteItem[] {
  const { time, timeline, store } = session;
  const screens = [
    ["Dashboard", "/dashboard", "G D"],
    ["Clients", "/clients", "G C"],
    ["Orders", "/orders", "G O"],
    ["Wallets", "/wallets", "G W"],
    ["Timeline", "/timeline", "G T"],
    ["Journal", "/journal"],
    ["Transfer: import and export", "/transfer"],
    ["Books", "/books"],
    ["Branches: side by side, carry over", "/branch"],
    ["Health", "/health"],
  ] as const;
  const actions = [
    ["Add a client", () => navigate("/clients"), "N"],
    ["Place an order", () => navigate("/orders"), "N"],
    ["Undo your last change", () => own.undo(), "⌘Z"],
    ["Redo it", () => own.redo(), "⇧⌘Z"],
    ["Take the tour", () => store.setState({ tour: 0 })],
    ["Show all keys", () => store.setState({ overlay: "keys" }), "?"],
    ["Compare this moment with now", () => navigate(wayToWhatCameSince(store.getState())), "C"],
    ["Return to live", () => time.goTo("live"), "L"],
    ["Play or pause", () => (store.getState().playing ? time.pause() : time.play()), "Space"],
    ["Draw the whole timeline", timeline.fit, "0"],
    ["Measure the timeline by time", () => timeline.setAxis("time")],
    ["Measure the timeline by event", () => timeline.setAxis("events")],
  ] as const;
  return [
    ...screens.map(
      ([title, to, keys]): PaletteItem => ({
        id: to,
        group: "Screens",
        title,
        keys,
        run: () => navigate(to),
      }),
    ),
    ...actions.map(
      ([title, run, keys]): PaletteItem => ({
        id: title,
        group: "Actions",
        title,
        keys,
        run,
      }),
    ),
  ];
}

/** The items whose title has a word that begins with each word of a text. */
export function itemsLike(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ title }) => {
    const words = title.toLocaleLowerCase().split(/[\s:]+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
