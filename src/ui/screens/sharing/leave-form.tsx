import { useState } from "react";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";

/** The way out of a shared book: asked once more, since the others do not notice. */
export function LeaveBook() {
  const { sharing } = useServices();
  const [step, setStep] = useState<"no" | "asked" | "leaving">("no");
  const [problem, setProblem] = useState<string>();
  const leave = async (): Promise<void> => {
    setStep("leaving");
    try {
      await sharing.leave();
    } catch (error) {
      setProblem(sayError(error, rooms.sharing.nothingLost));
      setStep("no");
    }
  };
  return (
    <section className={styles["card"]} aria-labelledby="leave-title">
      <h2 id="leave-title">{rooms.sharing.leave}</h2>
      <p className={styles["soft"]}>{rooms.sharing.leaveMeans}</p>
      {problem && <Notice tone="refused">{problem}</Notice>}
      <div className={styles["buttons"]}>
        {step === "no" ? (
          <Button onClick={() => setStep("asked")}>{rooms.sharing.leave}</Button>
        ) : (
          <>
            <Button look="danger" disabled={step === "leaving"} onClick={leave}>
              {step === "leaving" ? rooms.sharing.leaving : rooms.sharing.leaveNow}
            </Button>
            <Button onClick={() => setStep("no")}>{texts.common.cancel}</Button>
          </>
        )}
      </div>
    </section>
  );
}
