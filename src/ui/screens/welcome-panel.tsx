import { Link } from "wouter";
import { Button, buttonClass } from "../components/button.tsx";
import panel from "../components/layout.module.css";
import { ScreenTitle } from "../components/screen-title.tsx";
import { useServices } from "../context/book-context.tsx";
import { offerFile } from "../context/file-intake.ts";
import { ChooseFile } from "../files/choose-file.tsx";
import { LOG_FILES, TABLE_FILES } from "../files/file-types.ts";
import { LoadSample } from "../files/load-sample-button.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./welcome-panel.module.css";

/** What an empty book shows: what it is, and three ways in. */
export function WelcomePanel() {
  const { store } = useServices().session;
  return (
    <section className={`${panel["panel"]} ${styles["welcome"]}`} aria-labelledby="welcome-title">
      <header className={styles["hero"]}>
        <ScreenTitle id="welcome-title">{rooms.welcome.title}</ScreenTitle>
        <p>{rooms.welcome.means}</p>
        <div>
          <Button onClick={() => store.setState({ tour: 0 })}>{rooms.welcome.tour}</Button>
        </div>
      </header>
      <div className={panel["cards"]}>
        <div className={panel["card"]}>
          <h2>{rooms.welcome.begin}</h2>
          <p className={panel["soft"]}>{rooms.welcome.beginMeans}</p>
          <div>
            <Link to="/clients" className={buttonClass("primary")}>
              {rooms.welcome.firstClient}
            </Link>
          </div>
        </div>
        <div className={panel["card"]}>
          <h2>{rooms.welcome.look}</h2>
          <p className={panel["soft"]}>{rooms.welcome.lookMeans}</p>
          <LoadSample />
        </div>
        <div className={panel["card"]}>
          <h2>{rooms.welcome.bring}</h2>
          <p className={panel["soft"]}>{rooms.welcome.bringMeans}</p>
          <div>
            <ChooseFile
              label={texts.common.importLog}
              accept={`${LOG_FILES},${TABLE_FILES}`}
              onChoose={(file) => offerFile(store, file)}
            />
          </div>
        </div>
      </div>
    </section>
  );
}
