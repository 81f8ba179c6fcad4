import { useState } from "react";
import { sayError } from "../../../eventlog/errors.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import { rooms } from "../../texts/rooms.ts";

/** The way on where this copy is not what the others have: another one, beside it. */
export function FreshCopy() {
  const { sharing } = useServices();
  const name = useBook((state) => state.book.name);
  const [problem, setProblem] = useState<string>();
  const open = (): void => {
    sharing
      .joinAgain(rooms.sharing.freshName(name))
      .catch((error) => setProblem(sayError(error, rooms.sharing.nothingLost)));
  };
  return (
    <>
      <Button look="primary" onClick={open}>
        {rooms.sharing.fresh}
      </Button>
      {problem && <p>{problem}</p>}
    </>
  );
}
