import { useEffect, useState } from "react";
import { holdsPasswordHashes } from "../../application/diagnostics/password-hashes.ts";
import { Notice } from "../components/notice.tsx";
import { useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";

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
