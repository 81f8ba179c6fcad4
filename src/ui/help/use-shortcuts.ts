import { useEffect, useRef } from "react";
import { areSingleKeysOn } from "./shortcut-setting.ts";

/** A key that does something while nobody types. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` tells it. */
  readonly key: string;
  /** The key to be pressed just before, if there is one. */
  readonly after?: string;
  run(): void;
}

/** Milliseconds in which the second of two keys is waited for. */
const CHORD = 1_200;

/** Listens for single keys on the whole page, unless the person switched them off. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    let before = { key: "", at: Number.NEGATIVE_INFINITY };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isForSomebodyElse(event) || !areSingleKeysOn()) return;
      const first = event.timeStamp - before.at < CHORD ? before.key : "";
      before = { key: event.key, at: event.timeStamp };
      if (event.defaultPrevented) return;
      const binding =
        latest.current.find(({ key, after }) => key === event.key && after && after === first) ??
        latest.current.find(({ key, after }) => key === event.key && !after && first !== LEADER);
      if (!binding) return;
      event.preventDefault();
      binding.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The key that others follow: what they mean alone they do not mean behind it. */
export const LEADER = "g";

const TYPED_INTO =
  "input, textarea, select, [contenteditable], [role=menu], [role=listbox], dialog";
const PRESSED = "button, a, summary, [role=button]";

// Where one types, chooses or presses, keys keep their meaning.
function isForSomebodyElse({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return true;
  if (!(target instanceof Element)) return false;
  return target.closest(TYPED_INTO) !== null || (key === " " && target.closest(PRESSED) !== null);
}
