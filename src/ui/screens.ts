import { type LazyPanel, lazyPanel } from "./context/lazy-screen.tsx";

/** The screens that are fetched apart from the first one, by the names they have in the address. */
export const LAZY_PANELS = {
  branch: lazyPanel(async () => (await import("./screens/branch/branch-panel.tsx")).BranchPanel),
  compare: lazyPanel(
    async () => (await import("./screens/compare/compare-panel.tsx")).ComparePanel,
  ),
  books: lazyPanel(async () => (await import("./screens/books-panel.tsx")).BooksPanel),
  csv: lazyPanel(
    async () => (await import("./screens/table-import/table-import-panel.tsx")).CsvPanel,
  ),
  dashboard: lazyPanel(
    async () => (await import("./screens/dashboard/dashboard-panel.tsx")).DashboardPanel,
  ),
  health: lazyPanel(async () => (await import("./screens/health/health-panel.tsx")).HealthPanel),
  journal: lazyPanel(
    async () => (await import("./screens/journal/journal-panel.tsx")).JournalPanel,
  ),
  orders: lazyPanel(async () => (await import("./screens/orders/orders-panel.tsx")).OrdersPanel),
  restore: lazyPanel(
    async () => (await import("./screens/restore/restore-panel.tsx")).RestorePanel,
  ),
  sharing: lazyPanel(
    async () => (await import("./screens/sharing/sharing-panel.tsx")).SharingPanel,
  ),
  timeline: lazyPanel(async () => (await import("./screens/timeline-panel.tsx")).TimelinePanel),
  transfer: lazyPanel(async () => (await import("./screens/transfer-panel.tsx")).TransferPanel),
  wallets: lazyPanel(
    async () => (await import("./screens/wallets/wallets-panel.tsx")).WalletsPanel,
  ),
} as const;

/** The timeline, below every screen: drawn once the first one is. */
export const TIMELINE_DOCK: LazyPanel = lazyPanel(
  async () => (await import("./timeline/timeline-dock.tsx")).TimelineDock,
);

/** What an empty book shows. */
export const WELCOME: LazyPanel = lazyPanel(
  async () => (await import("./screens/welcome-panel.tsx")).WelcomePanel,
);

/** How a shared book stands with the others. */
export const LINK_BADGE: LazyPanel = lazyPanel(
  async () => (await import("./shell/sync-badge.tsx")).LinkBadge,
);

/** What has to be said above every screen. */
export const NOTICES: LazyPanel = lazyPanel(
  async () => (await import("./shell/notices/notices.tsx")).Notices,
);

/** What stands above every screen while it shows the past. */
export const PAST_BANNER: LazyPanel = lazyPanel(
  async () => (await import("./shell/notices/past-banner.tsx")).PastBanner,
);

/** The panel that looks into one event, beside any screen. */
export const INSPECTOR: LazyPanel = lazyPanel(
  async () => (await import("./inspector/inspector.tsx")).Inspector,
);

/** One client, beside the list that the first screen shows. */
export const CLIENT_DETAIL: LazyPanel = lazyPanel(
  async () => (await import("./screens/clients/client-detail.tsx")).ClientDetail,
);

/** Whether a name is that of a screen that is fetched apart. */
export function isLazyPanel(screen: string): screen is keyof typeof LAZY_PANELS {
  return Object.hasOwn(LAZY_PANELS, screen);
}

/** Fetches a screen, so that it is there when the book is. What fails is told when it is drawn. */
export function loadPanel(screen: string): void {
  if (isLazyPanel(screen)) LAZY_PANELS[screen].fetch().catch(() => {});
}

/** Milliseconds that belong to the person. */
const FIRST_SECONDS = 8_000;

/**
 * Fetches every screen once there is time, one after another, so that who goes offline afterwards misses none. The palette comes
 * first: whoever opens it types at once.
 */
export async function loadAllPanels(): Promise<void> {
  const screens = [CLIENT_DETAIL, INSPECTOR, PAST_BANNER, ...Object.values(LAZY_PANELS)];
  await idle();
  await import("./palette/palette.tsx").catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, FIRST_SECONDS));
  for (const { fetch } of screens) await fetch().catch(() => {});
}

// Safari has no idle callbacks.
function idle(): Promise<unknown> {
  const wait = globalThis.requestIdleCallback ?? setTimeout;
  return new Promise((resolve) => wait(resolve));
}

/** Has whatever code could not be fetched fetched anew when it is drawn again. */
export function forgetFailedCode(): void {
  const panels = [...Object.values(LAZY_PANELS), TIMELINE_DOCK, NOTICES, PAST_BANNER, INSPECTOR];
  for (const panel of [...panels, CLIENT_DETAIL]) panel.forget();
}
