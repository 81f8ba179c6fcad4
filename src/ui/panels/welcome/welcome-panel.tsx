import { Link } from "wouter";
import { ChooseFile } from "../../actions/choose-file.tsx";
import { LoadSample } from "../../actions/load-sample.tsx";
import { useServices } from "../../book-context.tsx";
import { LOG_FILES, offerFile, TABLE_FILES } from "../../offer-file.ts";
import { Button, buttonClass } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./welcome-panel.module.css";

/** What an empty book shows: what it is, and three ways in. */
export function WelcomePanel() {
  const { store } = useServices().session;
  return (
    <section className={`${panel["panel"]} ${styles["welcome"]}`} aria-labelledby="welcome-title">
      <header className={styles["hero"]}>
        <ScreenTitle id="welcome-title">{texts.welcome.title}</ScreenTitle>
        <p>{texts.welcome.means}</p>
        <div>
          <Button onClick={() => store.setState({ tour: 0 })}>{texts.welcome.tour}</Button>
        </div>
      </header>
      <div className={panel["cards"]}>
        <div className={panel["card"]}>
          <h2>{texts.welcome.begin}</h2>
          <p className={panel["soft"]}>{texts.welcome.beginMeans}</p>
          <div>
            <Link to="/clients" className={buttonClass("primary")}>
              {texts.welcome.firstClient}
            </Link>
          </div>
        </div>
        <div className={panel["card"]}>
          <h2>{texts.welcome.look}</h2>
          <p className={panel["soft"]}>{texts.welcome.lookMeans}</p>
          <LoadSample />
        </div>
        <div className={panel["card"]}>
          <h2>{texts.welcome.bring}</h2>
          <p className={panel["soft"]}>{texts.welcome.bringMeans}</p>
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
