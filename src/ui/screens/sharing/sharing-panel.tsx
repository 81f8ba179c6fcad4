import styles from "../../components/layout.module.css";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { BrokenOffSharing } from "./interrupted-sharing.tsx";
import { JoinForm } from "./join-form.tsx";
import { ShareForm } from "./share-form.tsx";
import { SharedBook } from "./shared-book.tsx";

/** The book and the others: how to have it in common, and how that goes. */
export function SharingPanel() {
  const address = useBook((state) => state.book.shared);
  const sharing = useBook((state) => state.sharing);
  const intention = useBook((state) => state.book.intention);
  const isShared = address !== undefined && sharing !== undefined;
  return (
    <section className={styles["panel"]} aria-labelledby="sharing-title">
      <header>
        <ScreenTitle id="sharing-title">{texts.screens.sharing}</ScreenTitle>
        <p className={styles["sub"]}>{isShared ? rooms.sharing.shared : rooms.sharing.alone}</p>
      </header>
      {isShared && <SharedBook {...{ address, sharing }} />}
      <div className={styles["cards"]}>
        {intention?.kind === "sharing" && <BrokenOffSharing {...intention} />}
        {!isShared && !intention && <ShareForm />}
        <JoinForm />
      </div>
    </section>
  );
}
