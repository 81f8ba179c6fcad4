import { useEffect, useRef, useState } from "react";
import { Button } from "../parts/button.tsx";
import { KEY_LIST } from "./key-list.ts";
import styles from "./keys.module.css";
import { areSingleKeysOn, switchSingleKeys } from "./single-keys.ts";

/** All keys and what they do, and a switch for those that are a single letter. */
export function KeyHelp({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [areOn, setAreOn] = useState(areSingleKeysOn);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles["help"]} aria-labelledby="key-help" onClose={onClose}>
      <h2 id="key-help">Keys</h2>
      {KEY_LIST.map(([about, keys]) => (
        <section key={about}>
          <h3>{about}</h3>
          <dl className={styles["keys"]}>
            {keys.map(([name, words]) => (
              <div key={name} className={styles["row"]}>
                <dt>
                  <kbd className={styles["key"]}>{name}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className={styles["switch"]}>
        <input
          type="checkbox"
          checked={areOn}
          onChange={({ currentTarget: { checked } }) => {
            switchSingleKeys(checked);
            setAreOn(checked);
          }}
        />
        Single keys do something. Switch this off if you speak to your computer.
      </label>
      <Button look="primary" onClick={onClose}>
        Close
      </Button>
    </dialog>
  );
}
