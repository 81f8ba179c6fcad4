import { searchable } from "../../read-model/columns/normalize-text.ts";
import type { BookServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { wayToWhatCameSince } from "../provenance/compare-button.tsx";
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
    [rooms.palette.transfer, "/transfer"],
    [rooms.palette.tables, "/csv"],
    [rooms.palette.sharing, "/sharing"],
    [texts.screens.books, "/books"],
    [rooms.palette.branch, "/branch"],
    [texts.screens.health, "/health"],
  ] as const;
  const actions = [
    [rooms.palette.addClient, () => navigate("/clients"), "N"],
    [rooms.palette.placeOrder, () => navigate("/orders"), "N"],
    [rooms.palette.undo, () => own.undo(), texts.common.commandKey("Z")],
    [rooms.palette.redo, () => own.redo(), rooms.common.redoKeys],
    [rooms.palette.tour, () => store.setState({ tour: 0 })],
    [rooms.palette.keys, () => store.setState({ overlay: "keys" }), "?"],
    [rooms.palette.compare, () => navigate(wayToWhatCameSince(store.getState())), "C"],
    [rooms.past.return, () => time.goTo("live"), "L"],
    [
      rooms.palette.play,
      () => (store.getState().playing ? time.pause() : time.play()),
      rooms.palette.space,
    ],
    [rooms.palette.fit, timeline.fit, "0"],
    [rooms.palette.byTime, () => timeline.setAxis("time")],
    [rooms.palette.byEvent, () => timeline.setAxis("events")],
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
  const wanted = searchable(text).split(/\s+/).filter(Boolean);
  return items.filter(({ title }) => {
    const words = searchable(title).split(/[\s:]+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
