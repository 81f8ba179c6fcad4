import { type ComponentType, lazy, type ReactNode } from "react";

/** A screen whose code is fetched apart from the first one. */
export interface LazyPanel {
  /** Draws it, at once when its code is there, else as `lazy` does. */
  readonly Panel: () => ReactNode;
  /** Fetches its code, so that it is there when it is wanted. */
  fetch(): Promise<void>;
}

/**
 * Makes a screen out of what fetches its code. React's own `lazy` shows its fallback for a third of a second even where the code
 * was fetched before: what has come is therefore drawn without it.
 */
export function lazyPanel(load: () => Promise<ComponentType>): LazyPanel {
  let Loaded: ComponentType | undefined;
  const fetch = async (): Promise<ComponentType> => {
    Loaded = await load();
    return Loaded;
  };
  const Suspending = lazy(async () => ({ default: await fetch() }));
  return {
    Panel: () => (Loaded ? <Loaded /> : <Suspending />),
    fetch: async () => {
      await fetch();
    },
  };
}
