import { useEffect, useState } from "react";
import { GENESIS_HASH, type Hash, type Position, positionAfter } from "../../eventlog/envelope.ts";
import { useServices } from "../context/book-context.tsx";

/** An event's hash with the one it chains to and, unless it is the last, the one that chains to it. */
export interface Hashes {
  readonly before: Hash;
  readonly own: Hash;
  readonly after?: Hash;
}

/**
 * The hashes around an event, read from the log, which alone keeps them; undefined until they are here.
 * @param isLast whether the event ends the log by now.
 */
export function useHashes(position: Position, isLast: boolean): Hashes | undefined {
  const { log } = useServices().session;
  const [read, setRead] = useState<{ readonly of: Position; readonly hashes: Hashes }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what ends the log no more has another behind it
  useEffect(() => {
    let over = false;
    const from = Math.max(position - 1, 1) as Position;
    log.read({ from, to: positionAfter(position) }).then(
      (events) => {
        const hashAt = (at: number) => events.find((event) => event.position === at)?.hash;
        const [own, after] = [hashAt(position), hashAt(position + 1)];
        const before = position === 1 ? GENESIS_HASH : hashAt(position - 1);
        if (over || !own || !before) return;
        setRead({ of: position, hashes: { before, own, ...(after && { after }) } });
      },
      // A storage that fails is told by the next command, and damage by “Verify log”.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [log, position, isLast]);
  return read?.of === position ? read.hashes : undefined;
}
