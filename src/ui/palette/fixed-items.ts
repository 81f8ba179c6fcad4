import type { BookServices } from "../book-context.tsx";
import { wayToWhatCameSince } from "../compare/compare-button.tsx";
import { texts } from "../texts/texts.ts";
import type { PaletteItem } from "./palette-item.ts";

/** What the palette offers whatever is typed: the screens, and what can be done on any of them. */
export function fixedItems(
  { session, own }: Pick<BookServices, "session" | "own">,
  navigate: (to: string) => void,
): readonly PaletteItem[] {
  const { time, timeline, store } = session;
  const screens = [
    [texts.screens.dashboard, "/dashboard", "G D"],
    [texts.screens.clients, "/clients", "G C"],
    [texts.screens.orders, "/orders", "G O"],
    [texts.screens.wallets, "/wallets", "G W"],
    [texts.screens.timeline, "/timeline", "G T"],
    [texts.screens.journal, "/journal"],
    [texts.palette.transfer, "/transfer"],
    [texts.palette.tables, "/csv"],
    [texts.screens.books, "/books"],
    [texts.palette.branch, "/branch"],
    [texts.screens.health, "/health"],
  ] as const;
  const actions = [
    [texts.palette.addClient, () => navigate("/clients"), "N"],
    [texts.palette.placeOrder, () => navigate("/orders"), "N"],
    [texts.palette.undo, () => own.undo(), "⌘Z"],
    [texts.palette.redo, () => own.redo(), "⇧⌘Z"],
    [texts.palette.tour, () => store.setState({ tour: 0 })],
    [texts.palette.keys, () => store.setState({ overlay: "keys" }), "?"],
    [texts.palette.compare, () => navigate(wayToWhatCameSince(store.getState())), "C"],
    [texts.past.return, () => time.goTo("live"), "L"],
    [
      texts.palette.play,
      () => (store.getState().playing ? time.pause() : time.play()),
      texts.palette.space,
    ],
    [texts.palette.fit, timeline.fit, "0"],
    [texts.palette.byTime, () => timeline.setAxis("time")],
    [texts.palette.byEvent, () => timeline.setAxis("events")],
  ] as const;
  return [
    ...screens.map(
      ([title, to, keys]): PaletteItem => ({
        id: to,
        group: "screens",
        title,
        keys,
        run: () => navigate(to),
      }),
    ),
    ...actions.map(
      ([title, run, keys]): PaletteItem => ({
        id: title,
        group: "actions",
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
