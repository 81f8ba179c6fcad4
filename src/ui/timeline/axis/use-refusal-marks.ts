import { useEffect, useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { useBook, useServices } from "../../context/book-context.tsx";

/** Where the log ended at each refused command, in order. */
export function useRefusals(): readonly Position[] {
  const { log } = useServices().session;
  const refusals = useBook((state) => state.refusals);
  const [refusedAt, setRefusedAt] = useState<readonly Position[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refusals` says that there is one more
  useEffect(() => {
    let over = false;
    log.journal({ outcome: "refused" }).then(
      (entries) => {
        if (!over) setRefusedAt(entries.flatMap((entry) => ("after" in entry ? entry.after : [])));
      },
      // The marks are no more than a hint; a storage that fails is told by the next command.
      () => {},
    );
    return () => {
      over = true;
    };
  }, [log, refusals]);
  return refusedAt;
}
