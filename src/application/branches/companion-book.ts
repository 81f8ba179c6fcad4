import { START } from "../../eventlog/envelope.ts";
import type { BookSession } from "../session/book-session.ts";

/** Another book beside the one of the page, to be looked at and, by its own bus, changed. It takes no workflow's steps. */
export interface OtherBook {
  readonly session: BookSession;
  /** Settles when the book can be used and all of its events are here. */
  readonly opened: Promise<void>;
  /** Lets go of it. */
  close(): void;
}

/**
 * Holds another book beside a page's own. Whoever looks at the past on the page changes nothing, in
 * neither book; nor does a page that a newer version has replaced.
 */
export function holdOther(
  page: BookSession,
  other: BookSession,
  { opened, onClose }: { readonly opened: Promise<void>; onClose(): void },
): OtherBook {
  let isClosed = false;
  const end = (): void => {
    if (!isClosed) onClose();
    isClosed = true;
  };
  const follow = (): void => {
    const { phase } = page.store.getState();
    if (phase.kind === "read-only" && phase.trouble.kind === "upgraded" && !isClosed) {
      end();
      other.close(phase.trouble);
    }
    const isLive = page.store.getState().cursor === "live";
    other.time.goTo(isLive ? "live" : START);
  };
  const stop = page.store.subscribe(follow);
  return {
    session: other,
    opened: opened.then(follow),
    close() {
      stop();
      end();
      other.follower.stop();
      other.log.close();
    },
  };
}
