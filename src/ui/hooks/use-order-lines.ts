import { useEffect, useState } from "react";
import { inStrides } from "../../eventlog/util/run-in-slices.ts";
import { useBook, useServices } from "../context/book-context.tsx";

/**
 * Has the orders read, between the frames, once a screen wants to know what they are made of.
 * @returns the share of them that is read, 0 to 1.
 */
export function useOrderFacts(): number {
  const { orderFacts } = useServices().session.history;
  const head = useBook((state) => state.head.position);
  const isReading = useBook((state) => state.unread > 0);
  const [known, setKnown] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `head` says that there is more to read
  useEffect(() => {
    if (isReading) return;
    const controller = new AbortController();
    const tell = () => setKnown(orderFacts.shareKnown());
    inStrides(orderFacts.read(), controller.signal, tell).then((through) => {
      if (through) tell();
    });
    return () => controller.abort();
  }, [orderFacts, head, isReading]);
  return known;
}
