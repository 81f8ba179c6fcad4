import { useEffect, useState } from "react";
import type { BranchPoint } from "../../../application/books/book-catalog.ts";
import { haveCommonPast } from "../../../application/branches/common-past.ts";
import type { OtherBook } from "../../../application/branches/companion-book.ts";
import type { BookSession } from "../../../application/session/book-session.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { useServices } from "../../context/book-context.tsx";

/** Where the book stands that a branch comes from. */
export type Origin =
  | { readonly kind: "opening"; readonly session?: BookSession }
  | { readonly kind: "open"; readonly session: BookSession }
  /** This browser does not have it any more, or its first events are others now, or it cannot be read. */
  | { readonly kind: "gone" | "parted" }
  | { readonly kind: "failed"; readonly message: string };

/** Opens the book that a branch comes from beside it, for as long as the screen is there. */
export function useOrigin({ book, at }: BranchPoint): Origin {
  const { openOther, session: branch } = useServices();
  const [origin, setOrigin] = useState<Origin>({ kind: "opening" });

  useEffect(() => {
    let held: OtherBook | undefined;
    let left = false;
    const tell = (next: Origin): void => {
      if (!left) setOrigin(next);
    };
    const open = async (): Promise<void> => {
      held = await openOther(book);
      if (left) return held?.close();
      if (!held) return tell({ kind: "gone" });
      const { session, opened } = held;
      tell({ kind: "opening", session });
      await opened;
      if (left) return;
      const { phase } = session.store.getState();
      if (phase.kind === "read-only" && phase.trouble.lastGood < at) {
        return tell({ kind: "failed", message: phase.trouble.message });
      }
      const isKin = await haveCommonPast(branch.log, session.log, at);
      tell(isKin ? { kind: "open", session } : { kind: "parted" });
    };
    open().catch((error: unknown) => {
      tell({ kind: "failed", message: sayError(error) });
    });
    return () => {
      left = true;
      held?.close();
    };
  }, [openOther, branch, book, at]);
  return origin;
}
