import { useMemo } from "react";
import { useServices, useShownPosition } from "../context/book-context.tsx";
import { wayTo } from "../context/use-opened.ts";
import { numberedOrder } from "../describe/order-label.ts";
import { useRowList } from "../hooks/use-search-results.ts";
import { rooms } from "../i18n/screen-texts.ts";
import type { PaletteItem } from "./palette-item.ts";

/** Records shown of each kind. */
const MOST = 5;

/** The clients, orders and products that hold a text as of the moment on the screen, the newest first. */
export function useRecords(text: string, navigate: (to: string) => void) {
  const { history, store } = useServices().session;
  const at = useShownPosition();
  const clientQuery = useMemo(
    () => ({ text, sort: { by: "since", descending: true } }) as const,
    [text],
  );
  const orderQuery = useMemo(() => ({ text, sort: "newest" }) as const, [text]);
  const productQuery = useMemo(() => ({ text }), [text]);
  const clients = useRowList(history.search.clients, clientQuery, at);
  const orders = useRowList(history.search.orders, orderQuery, at);
  const products = useRowList(history.search.products, productQuery, at);

  const first = (list: typeof clients.list): number[] =>
    text
      ? Array.from({ length: Math.min(MOST, list.count) }, (_, index) => list.placeAt(index) ?? -1)
      : [];
  const clientItems = first(clients.list).flatMap((place): PaletteItem[] =>
    history.clients.rows(at, place, place + 1).map(({ id, username, name }) => ({
      id: `client-${id}`,
      group: "clients",
      title: name ?? username,
      note: username,
      run: () => navigate(wayTo("clients", id)),
    })),
  );
  const orderItems = first(orders.list).flatMap((place): PaletteItem[] => {
    const found = numberedOrder(history, place, at);
    if (!found) return [];
    const { order, label, client } = found;
    return [
      {
        id: `order-${order.id}`,
        group: "orders",
        title: rooms.orders.named(label),
        note: [client, rooms.statuses[order.status]].join(", "),
        run: () => navigate(wayTo("orders", order.id)),
      },
    ];
  });
  const showOrdersWith = (code: string): void => {
    const orders = { sort: store.getState().queries.orders.sort, text: code };
    store.setState(({ queries }) => ({ queries: { ...queries, orders } }));
    navigate("/orders");
  };
  const productItems = first(products.list).flatMap((place): PaletteItem[] => {
    const code = history.orderFacts.products[place];
    if (code === undefined) return [];
    return [
      {
        id: `product-${code}`,
        group: "products",
        title: code,
        note: rooms.palette.productMeans,
        run: () => showOrdersWith(code),
      },
    ];
  });
  const isSearching = clients.searching || orders.searching || products.searching;
  return {
    items: [...clientItems, ...orderItems, ...productItems],
    isSearching: text !== "" && isSearching,
  };
}
