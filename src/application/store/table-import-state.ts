import type { StoreApi } from "zustand/vanilla";
import type { CommandId } from "../../eventlog/envelope.ts";
import type { CellForms, FormsQuestion } from "../../formats/csv/detection/detect-formats.ts";
import type { ColumnSurvey } from "../../formats/csv/detection/survey-columns.ts";
import type { EncodingQuestion } from "../../formats/csv/encoding.ts";
import type { FieldName, TableKind } from "../../formats/csv/fields.ts";
import type { Encoding } from "../../formats/csv/languages.ts";
import type { RowCommand, RowCommands } from "../../formats/csv/rows/row-commands.ts";
import type { NewClients, RefusedRow, TableMeaning } from "../../formats/csv/rows/row-reading.ts";
import type { Table, TableForm } from "../../formats/csv/table.ts";
import type { FieldChange } from "../../read-model/queries/field-diff.ts";
import type { RowsDone } from "../tables/row-progress.ts";

/** A table on its way into a book, whatever screen is shown meanwhile. */
export interface TableImport {
  readonly state: StoreApi<TableImportState>;
  /** Reads the file anew. */
  chooseEncoding(encoding: Encoding): Promise<void>;
  /** Reads another sheet of a workbook. */
  chooseSheet(sheet: number): Promise<void>;
  /** Cuts the text anew. */
  chooseForm(form: TableForm): Promise<void>;
  chooseKind(kind: TableKind): void;
  /** Says in which column a field stands; in none when left out. */
  map(field: FieldName, column?: number): void;
  /** Settles some of how cells are read: these are neither guessed nor asked any more. */
  chooseForms(forms: Partial<CellForms>): void;
  /** Says what becomes of orders whose client is not in the book. */
  chooseNewClients(newClients: NewClients): void;
  /** Tries all rows out once no question is open. Nothing is written. */
  check(): Promise<void>;
  /**
   * Sends what was accepted when it was tried, or goes on where that stopped.
   * @param again payments that the book has, and that are to be made once more.
   */
  send(again?: readonly TriedCommand[]): Promise<void>;
  /** Breaks off what is under way: what was sent by then stays. */
  cancel(): void;
}

/** Where a table stands. */
export interface TableImportState {
  readonly file: File;
  readonly encoding: Encoding;
  /** The sheets of a workbook and which of them is read; undefined for a text. */
  readonly workbook?: WorkbookSheets;
  readonly opened: OpenedTable;
  readonly progress: TableProgress;
}

/** The sheets of a workbook by their names, and the place of the one that is read. */
export interface WorkbookSheets {
  readonly sheets: readonly string[];
  readonly sheet: number;
}

/** What could be made of the file so far. */
export type OpenedTable =
  | {
      readonly kind: "reading";
      /** How many of the rows are cut; of how many is judged by the bytes that were read. */
      readonly rows?: RowsDone;
    }
  | { readonly kind: "unreadable"; readonly reason: string; readonly form: TableForm | undefined }
  | {
      readonly kind: "open";
      readonly form: TableForm;
      readonly table: Table;
      /** What the cells of each column look like. */
      readonly surveys: readonly ColumnSurvey[];
      readonly meaning: TableMeaning;
      /** Fields whose chosen column is not there any more: they stand as they are recognised. */
      readonly gone: readonly FieldName[];
      /** What the file leaves open: nothing is checked before these are answered. */
      readonly questions: readonly TableQuestion[];
      /** The first rows as commands. */
      readonly preview: RowCommands;
    };

/** What a file leaves open. */
export type TableQuestion = EncodingQuestion | FormsQuestion;

/** How far the rows have come. */
export type TableProgress =
  | { readonly kind: "none" }
  | ({ readonly kind: "checking" | "sending" } & RowsDone)
  | { readonly kind: "checked"; readonly tried: TriedRows }
  | { readonly kind: "sent"; readonly tried: TriedRows; readonly sent: SentRows }
  | { readonly kind: "failed"; readonly reason: string };

/** What came of sending the commands of a table. */
export interface SentRows {
  /** How many the book accepted, now or before. */
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
  /** Those that were not answered: sending them goes on where this ended. */
  readonly rest: readonly TriedCommand[];
  /** Why it ended before the last one, if it did. */
  readonly stopped?: unknown;
}

/** A command of a table under the id it is to be sent with: the same one also when sending it is broken off and goes on. */
export interface TriedCommand extends RowCommand {
  readonly id: CommandId;
}

/** What a row of a table would change of a client. */
export interface ClientChange {
  readonly row: number;
  readonly username: string;
  readonly fields: readonly FieldChange[];
}

/** What would come of a table. */
export interface TriedRows {
  /** What the book would accept. */
  readonly accepted: readonly TriedCommand[];
  /** How many commands it accepted before. */
  readonly there: number;
  /** Payments among these, each under an id by which it would be made once more. */
  readonly equal: readonly TriedCommand[];
  /** What would change of clients who are in the book. */
  readonly changes: readonly ClientChange[];
  /** Rows that cannot be read, and those that break a rule, in order. */
  readonly refused: readonly RefusedRow[];
}
