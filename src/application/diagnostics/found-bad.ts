import type { Position } from "../../eventlog/envelope.ts";
import { CorruptLogError } from "../../eventlog/errors.ts";
import type { Trouble } from "../store/read-only-reason.ts";
import type { BookCheck } from "./derived-digest.ts";

/** Why a book can only be looked at after a check that did not find all of it good. */
export function foundBad(check: BookCheck, lastGood: Position): Trouble {
  if (check.ok) return misderived(lastGood);
  return damagedWhileOpen(new CorruptLogError(check.firstBad, check.reason), lastGood);
}

/** The damage was found while the book was open: the screen still shows all of it. */
function damagedWhileOpen(error: CorruptLogError, lastGood: Position): Trouble {
  const message = `${error.message} Nothing can be changed here any more. ${error.advice} Reload to see the book as it stood after event ${lastGood}.`;
  return { kind: "damaged", lastGood, message };
}

/** What the page derived from the log does not follow from it. */
function misderived(lastGood: Position): Trouble {
  const message =
    "Every event is exactly what was written, but what this page derived from them, its sums and lists, is not right. That was made anew. Nothing can be changed here until the page is reloaded.";
  return { kind: "failed", lastGood, message };
}
