import { lazy } from "react";

// Fetched apart from the first screen, so that this is there sooner.
const load = {
  books: async () => ({
    default: (await import("./panels/books/books-panel.tsx")).BooksPanel,
  }),
  health: async () => ({
    default: (await import("./panels/health/health-panel.tsx")).HealthPanel,
  }),
  journal: async () => ({
    default: (await import("./panels/journal/journal-panel.tsx")).JournalPanel,
  }),
  orders: async () => ({
    default: (await import("./panels/orders/orders-panel.tsx")).OrdersPanel,
  }),
  timeline: async () => ({
    default: (await import("./panels/timeline/timeline-panel.tsx")).TimelinePanel,
  }),
  transfer: async () => ({
    default: (await import("./panels/transfer/transfer-panel.tsx")).TransferPanel,
  }),
  wallets: async () => ({
    default: (await import("./panels/wallets/wallets-panel.tsx")).WalletsPanel,
  }),
};

/** See `panels/books`. */
export const BooksPanel = lazy(load.books);
/** See `panels/health`. */
export const HealthPanel = lazy(load.health);
/** See `panels/journal`. */
export const JournalPanel = lazy(load.journal);
/** See `panels/orders`. */
export const OrdersPanel = lazy(load.orders);
/** See `panels/timeline`. */
export const TimelinePanel = lazy(load.timeline);
/** See `panels/transfer`. */
export const TransferPanel = lazy(load.transfer);
/** See `panels/wallets`. */
export const WalletsPanel = lazy(load.wallets);

/** Fetches a screen by the name it has in the address, so that it is there when the book is. */
export function loadPanel(screen: string): void {
  if (isLazy(screen)) load[screen]().catch(() => {});
}

function isLazy(screen: string): screen is keyof typeof load {
  return Object.hasOwn(load, screen);
}

/** Fetches every screen while there is time: who goes offline afterwards misses none. */
export function loadAllPanels(): void {
  for (const loadOne of Object.values(load)) loadOne().catch(() => {});
}
