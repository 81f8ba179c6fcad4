import type { Written } from "../../../application/files/chunked-file-writer.ts";
import type { EpochMs, Position } from "../../../eventlog/envelope.ts";
import { createTextParts } from "../../../formats/blob-writer.ts";
import { type CsvCell, createCsvFile, timeCell } from "../../../formats/csv-writer.ts";
import { type FieldChange, rowChanges } from "../../../read-model/queries/field-diff.ts";
import { foldedView } from "../../../read-model/queries/field-origin.ts";
import type { Comparison } from "../../../read-model/queries/position-diff.ts";
import type { History } from "../../../read-model/read-model.ts";
import { rowName } from "../../describe/record-name.ts";
import { moneyCell } from "../../files/csv/csv-table.ts";
import { COMPARED_VIEWS, type ComparedView, currencyOfRow, keyOfRow } from "./diff-lines.ts";

/** A record that differs, as a file tells it. */
export interface ExportedRecord {
  readonly record: ComparedView;
  readonly id: string;
  /** How people call it. */
  readonly name: string;
  readonly change: "added" | "changed";
  readonly currency?: string;
  /** Amounts in minor units of the currency, times in epoch milliseconds. */
  readonly fields: readonly ExportedField[];
}

/** A field that differs, and the event that gave it the later value. */
export interface ExportedField extends FieldChange {
  readonly event?: Position;
}

/** A file that is written record by record. */
export interface DifferenceFile {
  add(record: ExportedRecord): void;
  end(): Blob;
}

/** Writes every record that differs, one after the other. */
export function* writeDifferences(
  file: DifferenceFile,
  history: History,
  comparison: Comparison,
): Generator<Written, Blob> {
  const total = COMPARED_VIEWS.reduce(
    (sum, view) => sum + comparison[view].changed() + comparison[view].added,
    0,
  );
  let done = 0;
  for (const record of exportedRecords(history, comparison)) {
    file.add(record);
    done += 1;
    yield { done, total };
  }
  return file.end();
}

function* exportedRecords(history: History, comparison: Comparison): Generator<ExportedRecord> {
  const { to } = comparison;
  for (const view of COMPARED_VIEWS) {
    const { projection, view: rows } = foldedView(history, view);
    for (const { before, after, fields } of comparison[view].all()) {
      const id = keyOfRow(after);
      const currency = currencyOfRow(after);
      const events = new Map<string, Position>();
      for (const { position, fields: changed } of rowChanges(projection, rows.changes(id, to))) {
        for (const { field } of changed) events.set(field, position);
      }
      yield {
        record: view,
        id,
        name: rowName(history, view, id, to),
        change: before ? "changed" : "added",
        ...(currency !== undefined && { currency }),
        fields: fields.map((field) => {
          const event = events.get(field.field);
          return { ...field, ...(event !== undefined && { event }) };
        }),
      };
    }
  }
}

const HEAD = ["record", "id", "name", "change", "field", "before", "after", "currency", "event"];

/** A CSV file with a line a field: amounts in whole units of the currency beside them, times in RFC 3339. */
export function createCsv(): DifferenceFile {
  const file = createCsvFile(HEAD);
  return {
    add({ record, id, name, change, currency, fields }) {
      for (const { field, event, ...values } of fields) {
        const [before, after] = [values.before, values.after].map((value) =>
          csvValue(field, value, currency),
        );
        const unit = AMOUNTS.has(field) ? currency : undefined;
        file.add([record, id, name, change, field, before, after, unit, event]);
      }
    },
    end: file.end,
  };
}

/** A JSON file with an object a record. Amounts in minor units of its currency, times in epoch milliseconds. */
export function createJson(book: string, { from, to }: Comparison): DifferenceFile {
  const text = createTextParts();
  text.add(`{"book":${JSON.stringify(book)},"from":${from},"to":${to},"differences":[`);
  let separator = "\n";
  return {
    add(record) {
      text.add(`${separator}${JSON.stringify(record)}`);
      separator = ",\n";
    },
    end() {
      text.add("\n]}\n");
      return text.end("application/json");
    },
  };
}

const AMOUNTS = new Set(["total", "balance"]);

function csvValue(field: string, value: unknown, currency: string | undefined): CsvCell {
  if (value === undefined) return undefined;
  if (typeof value === "number") {
    if (AMOUNTS.has(field) && currency) return moneyCell(value, currency);
    return field.endsWith("At") ? timeCell(value as EpochMs) : value;
  }
  if (typeof value === "string") return value;
  return JSON.stringify(value);
}
