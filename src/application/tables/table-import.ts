import { createStore } from "zustand/vanilla";
import { sayError } from "../../eventlog/errors.ts";
import type { DecimalSign } from "../../formats/csv/cells/written-number.ts";
import { beginningOf } from "../../formats/csv/cut-rows.ts";
import { decodeText } from "../../formats/csv/decode-text.ts";
import {
  type ChosenMeaning,
  chosenFields,
  forOtherTable,
  type TableFields,
} from "../../formats/csv/detection/chosen-meaning.ts";
import { type CellForms, guessForms } from "../../formats/csv/detection/detect-formats.ts";
import { surveyColumns } from "../../formats/csv/detection/survey-columns.ts";
import { type FormsSurvey, surveyForms } from "../../formats/csv/detection/survey-formats.ts";
import { type EncodingQuestion, guessEncoding } from "../../formats/csv/encoding.ts";
import type { Mapping } from "../../formats/csv/fields.ts";
import type { Encoding } from "../../formats/csv/languages.ts";
import { guessForm, readTable } from "../../formats/csv/read-table.ts";
import { rowCommands } from "../../formats/csv/rows/row-commands.ts";
import { NEW_CLIENTS, type TableMeaning } from "../../formats/csv/rows/row-reading.ts";
import type { Table, TableForm } from "../../formats/csv/table.ts";
import { takeBytes } from "../../formats/file-chunks.ts";
import { ImportError } from "../../formats/import-error.ts";
import { isWorkbook, MARK_BYTES } from "../../formats/sheets/is-workbook.ts";
import type { BookSession } from "../session/book-session.ts";
import type {
  OpenedTable,
  SentRows,
  TableImport,
  TableImportState,
  TableProgress,
  TriedCommand,
} from "../store/table-import-state.ts";
import { tryRows } from "./dry-run-rows.ts";
import { watchRows } from "./row-progress.ts";
import { sendRows } from "./send-rows.ts";
import { chunksOf, cutTable, type OpenText } from "./table-text.ts";

/** Rows that are shown as commands before all are tried. */
export const PREVIEWED = 20;
/** Bytes of the largest table: it is held in memory as a whole. */
const LARGEST = 256_000_000;

/**
 * Begins to read a file as a table; everything is guessed at first.
 * @param home what numbers and dates mean where nothing in the file tells.
 */
export function createTableImport(session: BookSession, file: File, home: CellForms): TableImport {
  const state = createStore<TableImportState>(() => ({
    file,
    encoding: "utf-8",
    opened: { kind: "reading" },
    progress: { kind: "none" },
  }));
  // Read anew each time it is needed: a text as long as the file would stay in memory.
  let openText: OpenText = () => [];
  let form: TableForm | undefined;
  /** The sign that the numbers of a workbook are written with in the text that is cut next. */
  let written: DecimalSign | undefined;
  /** The same of each table that was cut: reading it anew may have been broken off since. */
  const writtenIn = new WeakMap<Table, DecimalSign>();
  // What was chosen by hand: it outlives every later answer, as long as it can hold.
  let chosen: Partial<CellForms> = {};
  let chosenForm: Partial<TableForm> = {};
  let chosenMeaning: ChosenMeaning = { columns: new Map() };
  let encodingQuestion: EncodingQuestion | undefined;
  // What is wanted: reading a long table that way takes a while.
  let wanted: TableFields = { kind: "clients", mapping: {}, gone: [] };
  let newClients = NEW_CLIENTS;
  let latest = Promise.resolve();
  const surveyOf = createSurveyor();
  let reading = new AbortController();
  let work: AbortController | undefined;

  // Whatever was begun before is left, and what was tried is not true any more.
  const anew = (read: (signal: AbortSignal) => Promise<OpenedTable>): Promise<void> => {
    latest = readAnew(read);
    return latest;
  };
  const readAnew = async (read: (signal: AbortSignal) => Promise<OpenedTable>): Promise<void> => {
    work?.abort();
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    state.setState({ progress: { kind: "none" } });
    const opened = await read(signal).catch(
      (error): OpenedTable => ({ kind: "unreadable", reason: sayError(error), form }),
    );
    if (!signal.aborted) state.setState({ opened });
  };
  const cut = async (as: TableForm, signal: AbortSignal): Promise<OpenedTable> => {
    form = as;
    const table = await cutTable(openText, form, signal, (rows) => {
      const { opened } = state.getState();
      const isShown = !signal.aborted && opened.kind === "reading";
      if (isShown) state.setState({ opened: { kind: "reading", rows } });
    });
    if (written !== undefined) writtenIn.set(table, written);
    const surveys = await surveyColumns(table, signal);
    wanted = chosenFields(table, surveys, chosenMeaning);
    return mean({ form, table, surveys }, signal);
  };
  const mean = async (cut: CutTable, signal: AbortSignal): Promise<OpenedTable> => {
    const { form, table, surveys } = cut;
    const survey = await surveyOf(table, wanted.mapping, signal);
    // No sign sets the cells of a workbook apart.
    const sign = writtenIn.get(table);
    const separator = sign === undefined ? form.separator : undefined;
    const { forms, questions } = guessForms(survey, { home, separator, chosen });
    if (sign !== undefined && sign !== forms.decimal) {
      await readSheet(state.getState().workbook?.sheet, forms.decimal, signal);
      const anewCut = await readTable(openText(signal), form, signal);
      writtenIn.set(anewCut, forms.decimal);
      return mean({ ...cut, table: anewCut }, signal);
    }
    const { kind, mapping, gone } = wanted;
    const meaning: TableMeaning = { kind, mapping, forms, newClients };
    const first = { ...table, rows: table.rows.slice(0, PREVIEWED) };
    return {
      ...{ kind: "open", form, table, surveys, meaning, gone },
      questions: encodingQuestion ? [encodingQuestion, ...questions] : questions,
      preview: await rowCommands(first, meaning, signal),
    };
  };
  const decode = async (encoding: Encoding, signal: AbortSignal): Promise<OpenedTable> => {
    state.setState({ encoding });
    openText = (signal, onProgress) => decodeText(chunksOf(file, signal, onProgress), encoding);
    return cut(guessForm(await beginningOf(openText(signal)), chosenForm), signal);
  };
  // Its numbers are no texts: they are written with the sign that the texts beside them have.
  const readSheet = async (
    sheet: number | undefined,
    decimal: DecimalSign,
    signal: AbortSignal,
  ): Promise<void> => {
    const { readWorkbook } = await import("../../formats/sheets/read-workbook.ts");
    const bytes = await takeBytes(chunksOf(file, signal));
    const { text, ...workbook } = await readWorkbook(bytes, { sheet, decimal }, signal);
    state.setState({ workbook });
    written = decimal;
    openText = () => [text];
  };
  const openSheet = async (
    sheet: number | undefined,
    signal: AbortSignal,
  ): Promise<OpenedTable> => {
    await readSheet(sheet, ".", signal);
    return cut(guessForm(await beginningOf(openText(signal)), { separator: "," }), signal);
  };
  const meanAnew = (change: (cut: CutTable) => void): void => {
    const { opened } = state.getState();
    if (opened.kind !== "open") return;
    change(opened);
    anew((signal) => mean(opened, signal));
  };
  const meanOtherwise = (change: (cut: CutTable) => Partial<ChosenMeaning>): void =>
    meanAnew((cut) => {
      chosenMeaning = { ...chosenMeaning, ...change(cut) };
      wanted = chosenFields(cut.table, cut.surveys, chosenMeaning);
    });

  // What was shown is not true any more, and nothing of it can be chosen.
  const readAgain = (read: (signal: AbortSignal) => Promise<OpenedTable>): Promise<void> => {
    state.setState({ opened: { kind: "reading" } });
    return anew(read);
  };

  anew(async (signal) => {
    if (file.size > LARGEST) throw new ImportError(0, TOO_LARGE);
    const start = await takeBytes(chunksOf(file, signal), MARK_BYTES);
    if (isWorkbook(start)) return openSheet(undefined, signal);
    const guessed = await guessEncoding(() => chunksOf(file, signal));
    encodingQuestion = guessed.question;
    return decode(guessed.encoding, signal);
  });

  const run = async (
    kind: "checking" | "sending",
    begin: (options: Watched) => Promise<TableProgress>,
  ): Promise<void> => {
    if (work) return;
    const controller = new AbortController();
    work = controller;
    const onProgress = watchRows((rows) => {
      if (work === controller) state.setState({ progress: { kind, ...rows } });
    });
    const progress = await begin({ signal: controller.signal, onProgress }).catch(
      (error): TableProgress =>
        controller.signal.aborted ? { kind: "none" } : { kind: "failed", reason: sayError(error) },
    );
    work = undefined;
    state.setState({ progress });
  };

  return {
    state,
    chooseEncoding(encoding) {
      encodingQuestion = undefined;
      return readAgain(async (signal) => decode(encoding, signal));
    },
    chooseSheet(sheet) {
      // Another sheet may write its days and numbers otherwise, and has its titles elsewhere.
      chosen = {};
      chosenForm = {};
      chosenMeaning = forOtherTable(chosenMeaning);
      return readAgain((signal) => openSheet(sheet, signal));
    },
    chooseForm(next) {
      const { separator, titleRow } = next;
      if (separator !== form?.separator) chosenForm = { ...chosenForm, separator };
      if (titleRow !== form?.titleRow) chosenForm = { ...chosenForm, titleRow };
      return readAgain((signal) => cut(next, signal));
    },
    chooseKind: (kind) => meanOtherwise(() => ({ kind })),
    map(field, place) {
      if (field === "date") {
        const { dates: _, ...others } = chosen;
        chosen = others;
      }
      meanOtherwise(({ table: { columns } }) => {
        const title = columns[place ?? -1];
        const column =
          place === undefined || title === undefined
            ? undefined
            : { title, place, columns: columns.length };
        // Who says where the amount of a payment stands, says that they are payments.
        return { kind: wanted.kind, columns: new Map(chosenMeaning.columns).set(field, column) };
      });
    },
    chooseForms(forms) {
      chosen = { ...chosen, ...forms };
      meanAnew(() => {});
    },
    chooseNewClients: (chosen) =>
      meanAnew(() => {
        newClients = chosen;
      }),
    async check() {
      for (let awaited: unknown; awaited !== latest; ) {
        awaited = latest;
        await latest;
      }
      const { opened } = state.getState();
      if (opened.kind !== "open" || opened.questions.length > 0) return;
      await run("checking", async (options) => ({
        kind: "checked",
        tried: await tryRows(session, opened.table, opened.meaning, options),
      }));
    },
    async send(again = []) {
      const { opened, progress } = state.getState();
      if (opened.kind !== "open") return;
      if (progress.kind !== "checked" && progress.kind !== "sent") return;
      const { tried } = progress;
      const before = progress.kind === "sent" ? progress.sent : undefined;
      await run("sending", async (options) => {
        const commands = before?.rest ?? withOthers(tried.accepted, again);
        const sent = await sendRows(session, commands, opened, options);
        return { kind: "sent", tried, sent: before ? joined(before, sent) : sent };
      });
    },
    cancel: () => work?.abort(),
  };
}

/** A table that was cut, whatever it means. */
type CutTable = Pick<Extract<OpenedTable, { kind: "open" }>, "form" | "table" | "surveys">;

/** Looks at the cells of a table again only where the table or its columns are others. */
function createSurveyor() {
  let last: readonly [Table, Mapping, FormsSurvey] | undefined;
  return async (table: Table, mapping: Mapping, signal: AbortSignal): Promise<FormsSurvey> => {
    if (last && last[0] === table && last[1] === mapping) return last[2];
    const survey = await surveyForms(table, mapping, signal);
    last = [table, mapping, survey];
    return survey;
  };
}

interface Watched {
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** Puts commands among others behind the last one that happened before. */
function withOthers(
  commands: readonly TriedCommand[],
  others: readonly TriedCommand[],
): readonly TriedCommand[] {
  const all = [...commands];
  for (const other of others) {
    const { occurredAt = Number.POSITIVE_INFINITY } = other.input;
    const place = all.findLastIndex(({ input }) => (input.occurredAt ?? 0) <= occurredAt);
    all.splice(place + 1, 0, other);
  }
  return all;
}

function joined(before: SentRows, { accepted, refused, ...after }: SentRows): SentRows {
  return {
    ...after,
    accepted: before.accepted + accepted,
    refused: [...before.refused, ...refused].toSorted((one, other) => one.row - other.row),
  };
}

const TOO_LARGE =
  "The file is larger than 256 MB, and a table is held in memory. Cut it into parts: what is in already is not added twice.";
