import { useLocation } from "wouter";
import { shownPosition } from "../../../application/store/book-store.ts";
import { useServices } from "../../context/book-context.tsx";
import { useKeys } from "../../help/use-shortcuts.ts";
import { wayToWhatCameSince } from "../../provenance/compare-button.tsx";
import { closeInspector } from "../../provenance/open-inspector.ts";
import { BOOKMARKS_BUTTON } from "./bookmark-menu.tsx";
import { JUMP_FIELD } from "./travel-controls.tsx";

/**
 * The keys of the timeline, on every screen.
 * @param unfold has all of the timeline drawn, before it returns.
 */
export function useTimelineKeys(unfold: () => void): void {
  const { store, time, timeline } = useServices().session;
  const zoom = (factor: number) => timeline.zoomBy(factor, shownPosition(store.getState()));
  const [, navigate] = useLocation();
  // What is open is closed first; then the past is left.
  const leave = () => (store.getState().inspected ? closeInspector(store) : time.goTo("live"));
  const part = (id: string): HTMLElement | null => {
    unfold();
    return document.getElementById(id);
  };
  useKeys([
    { key: " ", run: () => (store.getState().playing ? time.pause() : time.play()) },
    { key: ",", run: () => time.stepBy(-1) },
    { key: ".", run: () => time.stepBy(1) },
    { key: "j", run: () => part(JUMP_FIELD)?.focus() },
    { key: "m", run: () => part(BOOKMARKS_BUTTON)?.click() },
    { key: "c", run: () => navigate(wayToWhatCameSince(store.getState())) },
    { key: "l", run: () => time.goTo("live") },
    { key: "Escape", run: leave },
    { key: "0", run: timeline.fit },
    { key: "+", run: () => zoom(0.5) },
    { key: "-", run: () => zoom(2) },
  ]);
}
