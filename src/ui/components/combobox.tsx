import { useCombobox } from "downshift";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./combobox.module.css";
import fieldStyles from "./field.module.css";
import { type FieldError, FieldNote } from "./field.tsx";

/** One thing to choose: the value that is filled in, and a note that helps to tell it apart. */
export interface Choice {
  readonly value: string;
  readonly note?: string;
}

interface ComboboxProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly error?: FieldError | undefined;
  onChange(value: string): void;
  onFocus?(): void;
  onBlur?(): void;
}

/** A line of text that offers what fits while typing. What is typed counts, chosen or not. */
export function Combobox(props: ComboboxProps) {
  const { label, name, value, choices, error, onChange, onFocus, onBlur } = props;
  const { isOpen, highlightedIndex, getLabelProps, getInputProps, getMenuProps, getItemProps } =
    useCombobox<Choice>({
      items: [...choices],
      inputValue: value,
      itemToString: (choice) => choice?.value ?? "",
      selectedItem: null,
      onSelectedItemChange: ({ selectedItem }) => selectedItem && onChange(selectedItem.value),
    });
  const about = `${name}-about`;
  return (
    <div className={styles["wrap"]}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: getLabelProps names the input it belongs to */}
      <label className={fieldStyles["label"]} {...getLabelProps()}>
        {label}
      </label>
      <input
        {...getInputProps({
          name,
          onFocus,
          onBlur,
          // Here and not in downshift's own state, which arrives a render later and moves the caret.
          onChange: (event) => onChange(event.currentTarget.value),
        })}
        className={fieldStyles["input"]}
        aria-invalid={error !== undefined}
        aria-describedby={error ? about : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <ul className={styles["menu"]} {...getMenuProps({ "aria-label": rooms.common.suggestions })}>
        {isOpen &&
          choices.map((choice, index) => (
            <li
              key={choice.value}
              className={styles["option"]}
              data-active={index === highlightedIndex}
              {...getItemProps({ item: choice, index })}
            >
              <span>{choice.value}</span>
              <span className={styles["note"]}>{choice.note}</span>
            </li>
          ))}
      </ul>
      <FieldNote id={about} error={error} />
    </div>
  );
}
