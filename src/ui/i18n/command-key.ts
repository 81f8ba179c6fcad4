/** Whether commands are given with ⌘ here, and not with Ctrl. */
const IS_APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? "");

/** A key with the one that makes a command of it on this computer, as in “⌘K” or “Ctrl K”. */
export function commandKey(key: string): string {
  return IS_APPLE ? `⌘${key}` : `Ctrl ${key}`;
}

/** The keys that do again what was undone. */
export const REDO_KEYS = IS_APPLE ? "⇧⌘Z" : "Ctrl Y";
