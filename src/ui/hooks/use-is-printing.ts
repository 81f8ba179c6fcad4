import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Whether the page is being printed, or looked at as it would be: true by the time the browser draws it for paper. */
export function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia("print");
    // At once: the browser draws what is there when its listeners have returned.
    const put = (now: boolean) => flushSync(() => setIsPrinting(now));
    const begin = () => put(true);
    const end = () => put(false);
    const follow = () => put(paper.matches);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    paper.addEventListener("change", follow);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      paper.removeEventListener("change", follow);
    };
  }, []);
  return isPrinting;
}
