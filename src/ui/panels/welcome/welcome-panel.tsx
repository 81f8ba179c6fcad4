import { Link } from "wouter";
import { ChooseFile } from "../../actions/choose-file.tsx";
import { LoadSample } from "../../actions/load-sample.tsx";
import { useServices } from "../../book-context.tsx";
import { LOG_FILES, TABLE_FILES } from "../../file-types.ts";
import { offerFile } from "../../offer-file.ts";
import { Button, buttonClass } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
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
