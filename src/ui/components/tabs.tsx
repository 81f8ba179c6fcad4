import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import styles from "./tabs.module.css";

interface Tab {
  readonly title: string;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Place of the tab that is open at first. */
  readonly first?: number;
}

/** Parts of which one is shown, chosen by a row of tabs; arrow keys go along it. */
export function Tabs({ label, tabs, first = 0 }: TabsProps) {
  const [chosen, setChosen] = useState(first);
  const id = useId();
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key]?.(chosen, tabs.length);
    if (step === undefined) return;
    event.preventDefault();
    const next = (step + tabs.length) % tabs.length;
    setChosen(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className={styles["tabs"]} onKeyDown={press}>
        {tabs.map(({ title }, place) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`${id}-tab-${place}`}
            aria-controls={`${id}-panel`}
            aria-selected={place === chosen}
            tabIndex={place === chosen ? 0 : -1}
            className={styles["tab"]}
            onClick={() => setChosen(place)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${chosen}`}>
        {tabs[chosen]?.content}
      </div>
    </>
  );
}

const STEPS: { readonly [Key in string]?: (now: number, count: number) => number } = {
  ArrowRight: (now) => now + 1,
  ArrowLeft: (now) => now - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};
