import { lazy, Suspense, useEffect } from "react";
import { useLocation } from "wouter";
import { useBook, useServices } from "../context/book-context.tsx";
import { LEADER, useKeys } from "../help/use-shortcuts.ts";
import { focusFirst } from "../hooks/focus-first.ts";
import { useTypedAhead } from "../hooks/use-typed-ahead.ts";

// Fetched when first opened.
const Palette = lazy(async () => ({
  default: (await import("../palette/palette.tsx")).Palette,
}));
const Tour = lazy(async () => ({ default: (await import("../help/tour.tsx")).Tour }));
const KeyHelp = lazy(async () => ({
  default: (await import("../help/shortcut-help.tsx")).KeyHelp,
}));

// A narrow screen folds its search away.
function focusSearch(): void {
  document.querySelector<HTMLElement>("[data-list-tools][aria-expanded=false]")?.click();
  requestAnimationFrame(() => focusFirst("main search input"));
}

/** What opens over every screen, and the keys that work on all of them. */
export function Overlays() {
  const { store } = useServices().session;
  const [, navigate] = useLocation();
  const overlay = useBook((state) => state.overlay);
  const tour = useBook((state) => state.tour);
  const typedAhead = useTypedAhead(overlay === "palette");
  const close = () => store.setState({ overlay: undefined });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      store.setState({ overlay: "palette" });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [store]);
  useKeys([
    { key: "?", run: () => store.setState({ overlay: "keys" }) },
    { key: "/", run: focusSearch },
    { key: "n", run: () => focusFirst("main form input") },
    { key: "d", after: LEADER, run: () => navigate("/dashboard") },
    { key: "c", after: LEADER, run: () => navigate("/clients") },
    { key: "o", after: LEADER, run: () => navigate("/orders") },
    { key: "w", after: LEADER, run: () => navigate("/wallets") },
    { key: "t", after: LEADER, run: () => navigate("/timeline") },
  ]);

  return (
    <Suspense fallback={null}>
      {overlay === "palette" && <Palette typedAhead={typedAhead} onClose={close} />}
      {overlay === "keys" && <KeyHelp onClose={close} />}
      {tour !== undefined && <Tour step={tour} />}
    </Suspense>
  );
}
