import { useEffect, useState } from "react";
import { holdsPasswordHashes } from "../store/old-hashes.ts";
import { useServices } from "./book-context.tsx";
import { Notice } from "./parts/notice.tsx";
import { rooms } from "./texts/rooms.ts";

/** Says so where a log holds hashes of passwords, before it is handed to others. */
export function HashesNote() {
  const { session } = useServices();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    let isGone = false;
    holdsPasswordHashes(session.log).then(
      (holds) => !isGone && setShown(holds),
      // A storage that fails is told where something is exported.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [session]);
  return isShown ? <Notice tone="past">{rooms.transfer.hashes}</Notice> : null;
}
