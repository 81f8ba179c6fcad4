import type { SharingState } from "../../../application/store/sharing-state.ts";
import type { KnownAuthor } from "../../../eventlog/replication/shared-link.ts";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

/** Digits of a key that are shown, in groups of four: as many as two people can compare. */
const SHOWN_DIGITS = 32;

type WhoSignsProps = Pick<SharingState, "authors" | "author" | "misdated">;

/**
 * Who signed what stands in the book, by their keys; several keys of one name are told, and false
 * times.
 */
export function WhoSigns({ authors = [], author, misdated = [] }: WhoSignsProps) {
  if (authors.length === 0 && misdated.length === 0) return null;
  const doubled = authors.filter((one, index) => isLaterKey(one, authors.slice(0, index)));
  return (
    <section className={styles["card"]} aria-labelledby="authors-title">
      <h2 id="authors-title">{rooms.sharing.authors}</h2>
      {authors.length > 0 && <p className={styles["soft"]}>{rooms.sharing.signed}</p>}
      <ul className={styles["changes"]} aria-labelledby="authors-title">
        {authors.map((one, index) => (
          <li key={`${one.name} ${one.key}`}>
            <strong>
              {isLaterKey(one, authors.slice(0, index))
                ? rooms.sharing.otherKey(nameOf(one))
                : nameOf(one)}
            </strong>
            <span className={styles["soft"]}>
              {rooms.sharing.signsSince(one.since, one.key === author?.key)}
            </span>
            <span className={styles["mono"]}>{digitsOf(one.key)}</span>
          </li>
        ))}
      </ul>
      {misdated.length > 0 && (
        <Notice tone="past">{rooms.sharing.misdated(misdated.length)}</Notice>
      )}
      {doubled.length > 0 && (
        <Notice tone="past">
          {rooms.sharing.severalKeys([...new Set(doubled.map(nameOf))].join(", "))}
        </Notice>
      )}
    </section>
  );
}

function isLaterKey(one: KnownAuthor, before: readonly KnownAuthor[]): boolean {
  return before.some(({ name }) => name === one.name);
}

function nameOf({ name }: KnownAuthor): string {
  return name === "_" ? rooms.sharing.noName : name;
}

function digitsOf(key: string): string {
  return (key.slice(0, SHOWN_DIGITS).match(/.{4}/g) ?? []).join(" ");
}
