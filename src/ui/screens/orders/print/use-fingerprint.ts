import { useEffect, useState } from "react";
import { type Hash, type Position, START } from "../../../../eventlog/envelope.ts";
import { useBook, useServices } from "../../../context/book-context.tsx";

/** Milliseconds that a position stands before its hash is read: nobody prints while the cursor moves. */
const REST = 200;

/** The log's fingerprint as of a position, which is the hash of the event there; undefined until the log was asked. */
export function useFingerprint(at: Position): Hash | undefined {
  const { log } = useServices().session;
  const head = useBook((state) => state.head);
  const [read, setRead] = useState<{ readonly at: Position; readonly hash: Hash }>();
  const isKnown = at === head.position || at === START;
  useEffect(() => {
    if (isKnown) return;
    let over = false;
    const put = (hash: Hash | undefined) => !over && hash && setRead({ at, hash });
    const timer = setTimeout(() => {
      // A sheet without it is better than none; what fails here is told by the next command.
      log.read({ from: at, to: at }).then(
        ([event]) => put(event?.hash),
        () => {},
      );
    }, REST);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [log, at, isKnown]);
  if (isKnown) return at === START ? undefined : head.hash;
  return read?.at === at ? read.hash : undefined;
}
