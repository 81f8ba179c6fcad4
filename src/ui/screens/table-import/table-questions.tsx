import { useId } from "react";
import { useStore } from "zustand";
import type { TableImport, TableQuestion } from "../../../application/store/table-import-state.ts";
import { hasTime } from "../../../formats/csv/cells/read-date.ts";
import { Button } from "../../components/button.tsx";
import { formatDay, formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./table-import.module.css";

/** What the file leaves open: a cell of it, and a button for each of its readings. */
export function TableQuestions({ table }: { readonly table: TableImport }) {
  const opened = useStore(table.state, (state) => state.opened);
  const id = useId();
  if (opened.kind !== "open" || opened.questions.length === 0) return null;
  return (
    <section className={styles["questions"]} aria-labelledby={id}>
      <h3 id={id}>{rooms.tables.questions}</h3>
      {opened.questions.map((question) => (
        <fieldset key={question.about} className={styles["question"]}>
          <legend>{askedFor(question)}</legend>
          <div className={styles["line"]}>
            {answersTo(question, table).map(({ name, choose }) => (
              <Button key={name} onClick={choose}>
                {name}
              </Button>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}

function askedFor(question: TableQuestion): string {
  if (question.about === "encoding") return rooms.tables.askedWord;
  const { cell, row, column } = question.at;
  const ask = question.about === "currency" ? rooms.tables.askedCurrency : rooms.tables.askedCell;
  return ask(cell, row, column);
}

interface Answer {
  readonly name: string;
  choose(): void;
}

function answersTo(question: TableQuestion, table: TableImport): readonly Answer[] {
  switch (question.about) {
    case "encoding":
      return question.readings.map(({ choice, value }) => ({
        name: `${value} (${rooms.tables.encodings[choice]})`,
        choose: () => table.chooseEncoding(choice),
      }));
    case "decimal":
      return question.readings.map(({ choice, value }) => ({
        name: rooms.tables.readings.decimal[choice](NUMBER.format(value)),
        choose: () => table.chooseForms({ decimal: choice }),
      }));
    case "dates": {
      const format = hasTime(question.at.cell) ? formatMoment : formatDay;
      return question.readings.map(({ choice, value }) => ({
        name: format(value),
        choose: () => table.chooseForms({ dates: choice }),
      }));
    }
    case "debitsBelowZero":
      return question.readings.map(({ choice }) => ({
        name: rooms.tables.readings.debitsBelowZero[choice],
        choose: () => table.chooseForms({ debitsBelowZero: choice }),
      }));
    case "areDiscountsFractions":
      return question.readings.map(({ choice, value }) => ({
        name: rooms.tables.readings.percent(NUMBER.format(value)),
        choose: () => table.chooseForms({ areDiscountsFractions: choice }),
      }));
    case "currency":
      return question.readings.map(({ choice }) => ({
        name: choice,
        choose: () => table.chooseForms({ currency: choice }),
      }));
    default:
      return question satisfies never;
  }
}

const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 20 });
