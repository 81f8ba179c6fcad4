import { useCombobox } from "downshift";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { momentItems } from "./moment-items.ts";
import styles from "./palette.module.css";
import { GROUPS, type PaletteItem } from "./palette-item.ts";
import { fetchDateWords } from "./parse-moment.ts";
import { fixedItems, itemsLike } from "./static-items.ts";
import { useRecords } from "./use-record-items.ts";

interface PaletteProps {
  /** What was typed before the line was there. */
  typedAhead(): string;
  onClose(): void;
}

/** One line that leads anywhere: to a client, an order, an event, a moment, a screen, or what can be done. */
export function Palette({ typedAhead, onClose }: PaletteProps) {
  const services = useServices();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const { items: records, isSearching } = useRecords(wanted, navigate);
  const fixed = useMemo(() => fixedItems(services, navigate), [services, navigate]);
  const found = [
    ...momentItems(services, wanted, Date.now() as EpochMs),
    ...records,
    ...itemsLike(fixed, wanted),
  ];
  const items = GROUPS.flatMap((group) => found.filter((item) => item.group === group));

  const dialog = useRef<HTMLDialogElement>(null);
  // Before the browser draws: keys typed at once go into the line, not to the screen below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is there
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // Until now, and not until it was first rendered, which may be long before.
    setText(typedAhead());
  }, []);
  const [, setLanguage] = useState("en");
  useEffect(() => {
    // Without them dates are read in English alone.
    fetchDateWords(navigator.language).then(
      () => setLanguage(navigator.language),
      () => {},
    );
  }, []);

  const { getInputProps, getMenuProps, getItemProps, highlightedIndex } = useCombobox<PaletteItem>({
    items,
    isOpen: true,
    inputValue: text,
    defaultHighlightedIndex: 0,
    itemToString: (item) => item?.title ?? "",
    selectedItem: null,
    onSelectedItemChange({ selectedItem }) {
      onClose();
      selectedItem?.run();
    },
  });

  return (
    <dialog
      ref={dialog}
      className={styles["palette"]}
      aria-label={rooms.palette.title}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
      onKeyDown={(event) => {
        // Downshift would empty the line first.
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        {...getInputProps({ onChange: ({ currentTarget }) => setText(currentTarget.value) })}
        // Where nothing was found there is nothing to point at.
        {...(items.length === 0 && { "aria-activedescendant": "" })}
        aria-label={rooms.palette.field}
        placeholder={rooms.palette.hint}
        className={styles["input"]}
        autoComplete="off"
        spellCheck={false}
      />
      <ul className={styles["list"]} {...getMenuProps({ "aria-label": rooms.palette.found })}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={styles["item"]}
            data-active={index === highlightedIndex}
            {...getItemProps({ item, index })}
          >
            <span className={styles["group"]}>
              {items[index - 1]?.group === item.group ? "" : rooms.palette.groups[item.group]}
            </span>
            <span className={styles["title"]}>{item.title}</span>
            <span className={styles["note"]}>{item.note}</span>
            {item.keys && <kbd className={styles["keys"]}>{item.keys}</kbd>}
          </li>
        ))}
      </ul>
      <p role="status" className={styles["status"]}>
        {isSearching
          ? texts.common.searching
          : items.length === 0
            ? rooms.palette.nothing(wanted)
            : ""}
      </p>
    </dialog>
  );
}
