import { useState } from "react";
import type { Intention } from "../../../application/books/book-catalog.ts";
import { MissingSecretError } from "../../../application/sharing/secret-keeper.ts";
import { isSharedLogError, sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { UnlockForm } from "./unlock-form.tsx";

type BrokenOffSharingProps = Omit<Extract<Intention, { readonly kind: "sharing" }>, "kind">;

/** A sharing that was broken off with the page, or failed: it goes on, or is given up. */
export function BrokenOffSharing({ address, failure }: BrokenOffSharingProps) {
  const { sharing } = useServices();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>();
  const [problem, setProblem] = useState(failure);
  const [isLocked, setLocked] = useState(false);
  const attempt = (way: () => Promise<void>) => (): void => {
    setProblem(undefined);
    way()
      .catch((error) => {
        const isMissing = error instanceof MissingSecretError;
        if (isMissing || isUnknownUser(error)) setLocked(true);
        if (!isMissing) setProblem(sayError(error, rooms.sharing.nothingLost));
      })
      .finally(() => setProgress(undefined));
  };
  const onProgress = (done: number, total: number) => setProgress({ done, total });
  return (
    <section className={styles["card"]} aria-labelledby="broken-off-title">
      <h2 id="broken-off-title">{rooms.sharing.wasBrokenOff}</h2>
      <p className={styles["soft"]}>{rooms.sharing.wasBrokenOffMeans(address.name)}</p>
      {problem && <Notice tone="refused">{problem}</Notice>}
      {progress && <Progress label={rooms.sharing.moving} {...progress} />}
      {isLocked && (
        <UnlockForm address={address} onGiven={(given) => sharing.goOn({ ...given, onProgress })} />
      )}
      <div className={styles["buttons"]}>
        <Button
          look="primary"
          disabled={progress !== undefined}
          onClick={attempt(() => sharing.goOn({ onProgress }))}
        >
          {rooms.sharing.goOn}
        </Button>
        <Button onClick={attempt(sharing.giveUp)}>{rooms.sharing.giveUp}</Button>
      </div>
    </section>
  );
}

function isUnknownUser(error: unknown): boolean {
  return isSharedLogError(error) && error.problem === "unknown-user";
}
