import { useEffect, useState } from "react";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";
import { valueText } from "./cursor-label.ts";

/** Milliseconds of rest after which a place is worth saying. */
const REST = 500;

/** Tells those who listen where the cursor came to rest. Silent while it moves or plays, and while the screen is live. */
export function RestingPlace() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  const isSilent = useBook(({ cursor, playing }) => playing || cursor === "live");
  const [words, setWords] = useState("");
  useEffect(() => {
    if (isSilent) return setWords("");
    const timer = setTimeout(() => setWords(valueText(history, at, head)), REST);
    return () => clearTimeout(timer);
  }, [history, at, head, isSilent]);
  return (
    <p role="status" className="visually-hidden">
      {words}
    </p>
  );
}
