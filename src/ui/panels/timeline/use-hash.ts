import { useEffect, useState } from "react";
import type { Hash, Position } from "../../../eventlog/envelope.ts";
import { useServices } from "../../book-context.tsx";

/** The hash of an event, read from the log, which alone keeps it; undefined until it is here. */
export function useHash(position: Position): Hash | undefined {
  const { log } = useServices().session;
  const [read, setRead] = useState<{ readonly position: Position; readonly hash: Hash }>();
  useEffect(() => {
    let over = false;
    log.read({ from: position, to: position }).then(
      ([event]) => {
        if (event && !over) setRead(event);
      },
      // A storage that fails is told by the next command, and damage by “Verify log”.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [log, position]);
  return read?.position === position ? read.hash : undefined;
}
