import { useState } from "react";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

/**
 * The ways on where this copy is not what the others have: another one beside it, and this one as a
 * book of one's own, with what waits.
 */
export function PartedCopy() {
  const { sharing } = useServices();
  const name = useBook((state) => state.book.name);
  const [problem, setProblem] = useState<string>();
  const attempt = (way: () => Promise<void>) => (): void => {
    way().catch((error) => setProblem(sayError(error, rooms.sharing.nothingLost)));
  };
  return (
    <>
      <Button
        look="primary"
        onClick={attempt(() => sharing.joinAgain(rooms.sharing.freshName(name)))}
      >
        {rooms.sharing.fresh}
      </Button>
      <Button onClick={attempt(sharing.leave)}>{rooms.sharing.keepAsOwn}</Button>
      {problem && <p>{problem}</p>}
    </>
  );
}
