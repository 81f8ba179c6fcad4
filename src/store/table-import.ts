import { createStore } from "zustand/vanilla";
import { atOnceThenPaced } from "../eventlog/at-once-then-paced.ts";
import { sayError } from "../eventlog/errors.ts";
import type { DecimalSign } from "../transfer/csv/cells.ts";
import { decodeText, type Encoding, guessEncoding } from "../transfer/csv/encoding.ts";
import { type CellForms, guessForms } from "../transfer/csv/guess-forms.ts";
import type { TableMeaning } from "../transfer/csv/read-row.ts";
import { guessForm, readTable, type TableForm } from "../transfer/csv/read-table.ts";
import { mapColumns, recognise } from "../transfer/csv/recognise.ts";
import { rowCommands } from "../transfer/csv/row-commands.ts";
import { surveyColumns } from "../transfer/csv/survey-columns.ts";
import { ImportError } from "../transfer/import-error.ts";
import { isWorkbook } from "../transfer/sheets/is-workbook.ts";
import type { BookSession } from "./book-session.ts";
import { sendRows } from "./send-rows.ts";
import type {
  OpenedTable,
  SentRows,
  TableImport,
  TableImportState,
  TableProgress,
} from "./table-import-state.ts";
import { tryRows } from "./try-rows.ts";

/** Rows that are shown as commands before all are tried. */
export const PREVIEWED = 20;
/** Bytes of the largest table: it is held in memory as a whole. */
const LARGEST = 256_000_000;
/** Milliseconds between two drawings of the progress. */
const DRAWING = 100;

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
  let bytes: Uint8Array = new Uint8Array();
  let text = "";
  let form: TableForm | undefined;
  let reading = new AbortController();
  let work: AbortController | undefined;

  // Whatever was begun before is left, and what was tried is not true any more.
  const anew = async (read: (signal: AbortSignal) => Promise<OpenedTable>): Promise<void> => {
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
    const table = await readTable(text, form, signal);
    const surveys = await surveyColumns(table, signal);
    const { kind, mapping } = recognise(table.columns, surveys);
    // Where commas set cells apart, they set no decimals apart.
    const likely: CellForms = form.separator === "," ? { ...home, decimal: "." } : home;
    const meaning = { kind, mapping, forms: guessForms(table, mapping, likely) };
    return show({ form, table, surveys }, meaning, signal);
  };
  const decode = (encoding: Encoding, signal: AbortSignal): Promise<OpenedTable> => {
    state.setState({ encoding });
    text = decodeText(bytes, encoding);
    return cut(guessForm(text), signal);
  };
  // Its numbers are no texts, so that they are written with the sign that texts beside them have.
  const readSheet = async (
    sheet: number | undefined,
    decimal: DecimalSign,
    signal: AbortSignal,
  ): Promise<void> => {
    const { readWorkbook } = await import("../transfer/sheets/read-workbook.ts");
    const { text: read, ...workbook } = await readWorkbook(bytes, { sheet, decimal }, signal);
    state.setState({ workbook });
    text = read;
  };
  const openSheet = async (
    sheet: number | undefined,
    signal: AbortSignal,
  ): Promise<OpenedTable> => {
    await readSheet(sheet, ".", signal);
    return cut(guessForm(text, ","), signal);
  };
  const mean = (change: (now: TableMeaning, read: ReadTable) => TableMeaning): void => {
    const { opened } = state.getState();
    if (opened.kind !== "open") return;
    anew((signal) => show(opened, change(opened.meaning, opened), signal));
  };

  anew(async (signal) => {
    if (file.size > LARGEST) throw new ImportError(0, TOO_LARGE);
    bytes = new Uint8Array(await file.arrayBuffer());
    return isWorkbook(bytes) ? openSheet(undefined, signal) : decode(guessEncoding(bytes), signal);
  });

  const run = async (
    kind: "checking" | "sending",
    begin: (options: Watched) => Promise<TableProgress>,
  ): Promise<void> => {
    if (work) return;
    const controller = new AbortController();
    work = controller;
    let [done, total] = [0, 0];
    const tell = atOnceThenPaced(() => {
      if (work === controller) state.setState({ progress: { kind, done, total } });
    }, DRAWING);
    tell();
    const onProgress = (now: number, all: number): void => {
      [done, total] = [now, all];
      tell();
    };
    const progress = await begin({ signal: controller.signal, onProgress }).catch(
      (error): TableProgress =>
        controller.signal.aborted ? { kind: "none" } : { kind: "failed", reason: sayError(error) },
    );
    work = undefined;
    state.setState({ progress });
  };

  return {
    state,
    chooseEncoding: (encoding) => anew(async (signal) => decode(encoding, signal)),
    chooseSheet: (sheet) => anew((signal) => openSheet(sheet, signal)),
    chooseForm: (chosen) => anew((signal) => cut(chosen, signal)),
    chooseKind: (kind) =>
      mean((now, { table, surveys }) => {
        const mapping = mapColumns(kind, table.columns, surveys);
        return { kind, mapping, forms: guessForms(table, mapping, now.forms) };
      }),
    map: (field, column) =>
      mean((now, { table }) => {
        const { [field]: _, ...others } = now.mapping;
        const mapping = column === undefined ? others : { ...others, [field]: column };
        return { ...now, mapping, forms: guessForms(table, mapping, now.forms) };
      }),
    chooseForms(forms) {
      const { opened, workbook } = state.getState();
      if (opened.kind !== "open" || !workbook || forms.decimal === opened.meaning.forms.decimal) {
        mean((now) => ({ ...now, forms }));
        return;
      }
      anew(async (signal) => {
        await readSheet(workbook.sheet, forms.decimal, signal);
        const table = await readTable(text, opened.form, signal);
        return show({ ...opened, table }, { ...opened.meaning, forms }, signal);
      });
    },
    async check() {
      const { opened } = state.getState();
      if (opened.kind !== "open") return;
      await run("checking", async (options) => ({
        kind: "checked",
        tried: await tryRows(session, opened.table, opened.meaning, options),
      }));
    },
    async send() {
      const { opened, progress } = state.getState();
      if (opened.kind !== "open") return;
      if (progress.kind !== "checked" && progress.kind !== "sent") return;
      const { tried } = progress;
      const before = progress.kind === "sent" ? progress.sent : undefined;
      await run("sending", async (options) => {
        const commands = before?.rest ?? tried.accepted;
        const sent = await sendRows(session, commands, opened, options);
        return { kind: "sent", tried, sent: before ? joined(before, sent) : sent };
      });
    },
    cancel: () => work?.abort(),
  };
}

interface Watched {
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** A table that was cut, whatever it means. */
type ReadTable = Pick<Extract<OpenedTable, { kind: "open" }>, "form" | "table" | "surveys">;

async function show(
  { form, table, surveys }: ReadTable,
  meaning: TableMeaning,
  signal: AbortSignal,
): Promise<OpenedTable> {
  const first = { ...table, rows: table.rows.slice(0, PREVIEWED) };
  const preview = await rowCommands(first, meaning, signal);
  return { kind: "open", form, table, surveys, meaning, preview };
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
