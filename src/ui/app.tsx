import { Suspense, useDeferredValue, useEffect, useRef } from "react";
import { Router, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { Guarded } from "./components/guarded.tsx";
import { BookProvider, type BookServices, useBook, useServices } from "./context/book-context.tsx";
import { readDeviceSetting } from "./context/device-setting.ts";
import { DrawnPanel } from "./context/lazy-screen.tsx";
import { idOf, screenOf } from "./context/use-opened.ts";
import { useIsLow } from "./hooks/use-window-size.ts";
import { closeInspector } from "./provenance/open-inspector.ts";
import { ClientsPanel } from "./screens/clients/clients-panel.tsx";
import {
  INSPECTOR,
  isLazyPanel,
  LAZY_PANELS,
  loadAllPanels,
  NOTICES,
  PAST_BANNER,
  TIMELINE_DOCK,
  WELCOME,
} from "./screens.ts";
import { DropPlace } from "./shell/drop-zone.tsx";
import { Rail } from "./shell/nav-rail.tsx";
import { ReadingHistory } from "./shell/notices/loading-history.tsx";
import { OpeningScreen } from "./shell/opening-screen.tsx";
import { Overlays } from "./shell/overlays.tsx";
import styles from "./shell/shell.module.css";
import { ToastPlace } from "./shell/toast-place.tsx";
import { TopBar } from "./shell/top-bar.tsx";

interface AppProps {
  readonly services: BookServices;
}

/** The whole screen of one book. */
export function App({ services }: AppProps) {
  return (
    <BookProvider services={services}>
      <Guarded part="book">
        <Router hook={useHashLocation}>
          <Screen />
        </Router>
      </Guarded>
    </BookProvider>
  );
}

function Screen() {
  // Drawn in slices once the book is open: nobody waits for the whole screen at once.
  const phase = useDeferredValue(useBook((state) => state.phase));
  const isDockDrawn = useDeferredValue(phase.kind !== "opening");
  const cursor = useBook((state) => state.cursor);
  const head = useBook((state) => state.head);
  const isReading = useBook((state) => state.unread > 0);
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const { store } = useServices().session;
  const inspected = useBook((state) => state.inspected);
  const isInspecting = inspected !== undefined;
  const [location] = useLocation();
  const screen = screenOf(location);
  const frame = useRef<HTMLDivElement>(null);

  // Another screen begins at its top, also where all of the window scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: done whenever the screen is another one
  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
  }, [screen]);

  const isAtRest = phase.kind !== "opening" && !isReading;
  useEffect(() => {
    if (isAtRest) loadAllPanels();
  }, [isAtRest]);

  if (phase.kind === "opening") return <OpeningScreen done={phase.done} total={phase.total} />;
  return (
    <div
      ref={frame}
      className={styles["app"]}
      data-mode={cursor === "live" ? "live" : "past"}
      data-branch={isBranch}
      data-inspecting={isInspecting}
    >
      <Rail />
      <TopBar />
      <main key={screen} className={styles["main"]} tabIndex={-1}>
        <div className={styles["mainInner"]}>
          <Guarded part="notice">
            <Suspense fallback={null}>
              <DrawnPanel panel={NOTICES} />
            </Suspense>
            {cursor !== "live" && (
              <Suspense fallback={null}>
                <DrawnPanel panel={PAST_BANNER} />
              </Suspense>
            )}
          </Guarded>
          <Suspense fallback={<div className={styles["main"]} aria-busy="true" />}>
            <Guarded part="screen" of={location}>
              {isReading && needsAllEvents(location) ? (
                <ReadingHistory />
              ) : (
                <Panel isEmpty={head.position === 0} />
              )}
            </Guarded>
          </Suspense>
        </div>
      </main>
      {isInspecting && (
        <Guarded part="inspector" of={inspected} onClose={() => closeInspector(store)}>
          <Suspense>
            <DrawnPanel panel={INSPECTOR} />
          </Suspense>
        </Guarded>
      )}
      <ToastPlace />
      {isDockDrawn ? (
        <Guarded part="timeline">
          <Suspense fallback={<DockPlace />}>
            <DrawnPanel panel={TIMELINE_DOCK} />
          </Suspense>
        </Guarded>
      ) : (
        <DockPlace />
      )}
      <Guarded part="menu" onClose={() => store.setState({ overlay: undefined, tour: undefined })}>
        <Overlays />
      </Guarded>
      <DropPlace />
    </div>
  );
}

function DockPlace() {
  const chosen = readDeviceSetting("timeline");
  const isLow = useIsLow();
  const isFolded = chosen ? chosen === "folded" : isLow;
  return <div className={styles["dockPlace"]} data-folded={isFolded} />;
}

function Panel({ isEmpty }: { readonly isEmpty: boolean }) {
  const [location] = useLocation();
  const screen = screenOf(location);
  if (isLazyPanel(screen)) return <DrawnPanel panel={LAZY_PANELS[screen]} />;
  return isEmpty && screen !== "clients" ? <DrawnPanel panel={WELCOME} /> : <ClientsPanel />;
}

const NEED_ALL = ["timeline", "journal", "branch", "compare", "restore"];

// What a list shows waits row by row; everything else tells of events one by one.
function needsAllEvents(location: string): boolean {
  const screen = screenOf(location);
  return NEED_ALL.includes(screen) || idOf(location) !== undefined;
}
