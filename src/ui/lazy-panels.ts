import { lazy } from "react";

// Fetched apart from the first screen, so that this is there sooner.
const load = {
  BooksPanel: async () => ({
    default: (await import("./panels/books/books-panel.tsx")).BooksPanel,
  }),
  HealthPanel: async () => ({
    default: (await import("./panels/health/health-panel.tsx")).HealthPanel,
  }),
  JournalPanel: async () => ({
    default: (await import("./panels/journal/journal-panel.tsx")).JournalPanel,
  }),
  OrdersPanel: async () => ({
    default: (await import("./panels/orders/orders-panel.tsx")).OrdersPanel,
  }),
  TimelinePanel: async () => ({
    default: (await import("./panels/timeline/timeline-panel.tsx")).TimelinePanel,
  }),
  TransferPanel: async () => ({
    default: (await import("./panels/transfer/transfer-panel.tsx")).TransferPanel,
  }),
  WalletsPanel: async () => ({
    default: (await import("./panels/wallets/wallets-panel.tsx")).WalletsPanel,
  }),
};

/** See `panels/books`. */
export const BooksPanel = lazy(load.BooksPanel);
/** See `panels/health`. */
export const HealthPanel = lazy(load.HealthPanel);
/** See `panels/journal`. */
export const JournalPanel = lazy(load.JournalPanel);
/** See `panels/orders`. */
export const OrdersPanel = lazy(load.OrdersPanel);
/** See `panels/timeline`. */
export const TimelinePanel = lazy(load.TimelinePanel);
/** See `panels/transfer`. */
export const TransferPanel = lazy(load.TransferPanel);
/** See `panels/wallets`. */
export const WalletsPanel = lazy(load.WalletsPanel);

/** Fetches every screen while there is time: who goes offline afterwards misses none. */
export function loadAllPanels(): void {
  for (const loadOne of Object.values(load)) loadOne().catch(() => {});
}
