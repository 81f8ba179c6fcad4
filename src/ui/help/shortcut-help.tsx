import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "../components/button.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./shortcut-help.module.css";
import { areSingleKeysOn, switchSingleKeys } from "./shortcut-setting.ts";

/** What keys do, by what they are about. */
const KEYS = [
  [rooms.keys.anywhere, rooms.keys.anywhereKeys],
  [rooms.keys.timeline, rooms.keys.timelineKeys],
  [rooms.keys.slider, rooms.keys.sliderKeys],
] as const;

/** All keys and what they do, and a switch for those that are a single letter. */
export function KeyHelp({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [areOn, setAreOn] = useState(areSingleKeysOn);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // By itself it would begin at its first control, which stands at its end.
    heading.current?.focus();
  }, []);
  return (
    <dialog ref={dialog} className={styles["help"]} aria-labelledby="key-help" onClose={onClose}>
      <h2 ref={heading} id="key-help" tabIndex={-1}>
        {rooms.keys.title}
      </h2>
      {KEYS.map(([about, keys]) => (
        <section key={about}>
          <h3>{about}</h3>
          <dl className={styles["keys"]}>
            {keys.map(({ key, does }) => (
              <div key={key} className={styles["row"]}>
                <dt>
                  <kbd className={styles["key"]}>{key}</kbd>
                </dt>
                <dd>{does}</dd>
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
        {rooms.keys.single}
      </label>
      <Button look="primary" onClick={onClose}>
        {texts.common.close}
      </Button>
    </dialog>
  );
}
