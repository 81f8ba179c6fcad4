const NAME = "hindsight-single-keys";

/** Whether single keys do something: they are in the way of whoever speaks to the computer (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

/** Switches single keys on or off on this device; for this page alone where the browser keeps nothing. */
export function switchSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {}
}
