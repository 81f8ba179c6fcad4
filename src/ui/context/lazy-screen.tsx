import { type ComponentType, lazy, memo } from "react";

/** A screen whose code is fetched apart from the first one. */
export interface LazyPanel {
  /** Fetches its code, so that it is there when it is wanted. */
  fetch(): Promise<ComponentType>;
  /** It, once its code is there. */
  fetched(): ComponentType | undefined;
  /**
   * It, as `lazy` draws it. Where its code could not be fetched it fails, until `forget` is called.
   */
  suspending(): ComponentType;
  /** Has its code fetched anew where it could not be fetched. */
  forget(): void;
}

/** Makes a screen out of what fetches its code. */
export function lazyPanel(load: () => Promise<ComponentType>): LazyPanel {
  let there: ComponentType | undefined;
  let suspending: ComponentType | undefined;
  const fetch = async (): Promise<ComponentType> => {
    there = await load();
    return there;
  };
  return {
    fetch,
    fetched: () => there,
    suspending() {
      suspending ??= lazy(async () => ({ default: await fetch() }));
      return suspending;
    },
    forget() {
      suspending = undefined;
    },
  };
}

/**
 * Draws a lazy screen. React's own `lazy` shows its fallback for a third of a second even where the code was fetched before:
 * what has come is therefore drawn without it. What stands around it may be drawn anew as often as it likes: a screen asks for
 * itself what it shows, and must not be begun anew once its code has come.
 */
export const DrawnPanel = memo(function DrawnPanel({ panel }: { readonly panel: LazyPanel }) {
  const Panel = panel.fetched() ?? panel.suspending();
  return <Panel />;
});
