/** How long a screen is waited for: later the person has turned to something else. */
const SCREEN_WAIT_MS = 5_000;

/**
 * Focuses the first element that matches a selector. While the code of the screen is
 * being fetched, waits until the element is drawn, or until a key or the pointer is pressed.
 */
export function focusFirst(selector: string): void {
  const screen = document.querySelector("main");
  const focus = (): boolean => {
    const element = document.querySelector<HTMLElement>(selector);
    element?.focus();
    return element !== null;
  };
  if (!screen || focus() || !screen.querySelector("[aria-busy=true]")) return;

  const observer = new MutationObserver(() => focus() && stop());
  const listening = new AbortController();
  const timer = setTimeout(stop, SCREEN_WAIT_MS);
  function stop(): void {
    observer.disconnect();
    listening.abort();
    clearTimeout(timer);
  }
  observer.observe(screen, { childList: true, subtree: true });
  for (const type of ["keydown", "pointerdown"]) {
    document.addEventListener(type, stop, { capture: true, signal: listening.signal });
  }
}
