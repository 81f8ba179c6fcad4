import { Link } from "wouter";
import { ImportLog } from "../../actions/import-log.tsx";
import { LoadSample } from "../../actions/load-sample.tsx";
import { useServices } from "../../book-context.tsx";
import { Button, buttonClass } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";
import styles from "./welcome-panel.module.css";

/** What an empty book shows: what it is, and three ways in. */
export function WelcomePanel() {
  const { store } = useServices().session;
  return (
    <section className={`${panel["panel"]} ${styles["welcome"]}`} aria-labelledby="welcome-title">
      <header className={styles["hero"]}>
        <h1 id="welcome-title">An order book with perfect memory.</h1>
        <p>
          Every client and every order is kept as an event in one log, in this browser, on this
          device. Nothing is ever overwritten: move the timeline below, and the whole book shows any
          moment of its past.
        </p>
        <div>
          <Button onClick={() => store.setState({ tour: 0 })}>Take the tour: five steps</Button>
        </div>
      </header>
      <div className={panel["cards"]}>
        <div className={panel["card"]}>
          <h2>Begin your own</h2>
          <p className={panel["soft"]}>
            Add a client, then place an order. Each becomes an event you can go back to.
          </p>
          <div>
            <Link to="/clients" className={buttonClass("primary")}>
              Add your first client
            </Link>
          </div>
        </div>
        <div className={panel["card"]}>
          <h2>Look around</h2>
          <p className={panel["soft"]}>
            Northwind, a trading company: 91 clients and 830 orders from 1996 to 1998, as real
            commands.
          </p>
          <LoadSample />
        </div>
        <div className={panel["card"]}>
          <h2>Bring a log</h2>
          <ImportLog>
            <p className={panel["soft"]}>
              A log that was exported here or elsewhere. Drop the file or pick it.
            </p>
          </ImportLog>
        </div>
      </div>
    </section>
  );
}
