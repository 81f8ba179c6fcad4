import type { Other, SharingState } from "../../../application/store/sharing-state.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { sayName } from "../../describe/say-name.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** A public key, in place of a user name. */
const KEY = /^U[A-Z2-7]{55}$/;

/** The name in the list: of a public key, the beginning. */
function nameOf(other: Other): string {
  return KEY.test(other.name) ? `${other.name.slice(0, 8)}…` : sayName(other);
}

/** Everybody else who has the book open, what they look at, and whether their copies are the same. */
export function WhoIsHere({
  others,
  more,
  following,
}: Pick<SharingState, "others" | "more" | "following">) {
  const { sharing } = useServices();
  const parted = others.filter(({ agrees }) => !agrees);
  return (
    <section className={styles["card"]} aria-labelledby="people-title">
      <h2 id="people-title">{rooms.sharing.people}</h2>
      {others.length === 0 && <p className={styles["soft"]}>{rooms.sharing.nobody}</p>}
      <ul className={styles["changes"]} aria-labelledby="people-title">
        {others.map((other) => (
          <li key={other.id}>
            <strong>{nameOf(other)}</strong>
            <span className={styles["soft"]}>
              {other.at === "live" ? rooms.sharing.looksLive : rooms.sharing.looksAt(other.at)}
            </span>
            <Button
              small
              aria-label={rooms.sharing.follow(nameOf(other))}
              aria-pressed={following === other.id}
              onClick={() => sharing.follow(following === other.id ? undefined : other.id)}
            >
              {following === other.id
                ? rooms.sharing.following
                : rooms.sharing.follow(nameOf(other))}
            </Button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles["soft"]}>{rooms.sharing.more(more)}</p>}
      {parted.length > 0 ? (
        <Notice tone="refused">{rooms.sharing.disagree(parted.map(nameOf).join(", "))}</Notice>
      ) : (
        others.length > 0 && <p>{rooms.sharing.agree(others.length)}</p>
      )}
    </section>
  );
}
