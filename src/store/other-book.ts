import { START } from "../eventlog/envelope.ts";
import type { BookSession } from "./book-session.ts";

/** Another book beside the one of the page, to be looked at and, by its own bus, changed. It takes no workflow's steps. */
export interface OtherBook {
  readonly session: BookSession;
  /** Settles when the book can be used and all of its events are here. */
  readonly opened: Promise<void>;
  /** Lets go of it. */
  close(): void;
}

/** Holds another book beside a page's own. Whoever looks at the past on the page changes nothing, in neither book. */
export function holdOther(
  page: BookSession,
  other: BookSession,
  { opened, onClose }: { readonly opened: Promise<void>; onClose(): void },
): OtherBook {
  const follow = (): void => {
    const isLive = page.store.getState().cursor === "live";
    other.time.goTo(isLive ? "live" : START);
  };
  const stop = page.store.subscribe(follow);
  return {
    session: other,
    opened: opened.then(follow),
    close() {
      stop();
      onClose();
      other.follower.stop();
      other.log.close();
    },
  };
}
