import { beginningOf } from "../../../src/formats/csv/cut-rows.ts";
import { decodeText } from "../../../src/formats/csv/decode-text.ts";
import { recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { type CellForms, guessForms } from "../../../src/formats/csv/detection/detect-formats.ts";
import { withSide } from "../../../src/formats/csv/detection/payment-columns.ts";
import { surveyColumns } from "../../../src/formats/csv/detection/survey-columns.ts";
import { surveyForms } from "../../../src/formats/csv/detection/survey-formats.ts";
import { guessEncoding } from "../../../src/formats/csv/encoding.ts";
import { guessForm, readTable } from "../../../src/formats/csv/read-table.ts";
import { rowCommands } from "../../../src/formats/csv/rows/row-commands.ts";
import { NEW_CLIENTS } from "../../../src/formats/csv/rows/row-reading.ts";

const never = new AbortController().signal;

/** What numbers and dates mean where the tests are at home. */
export const HOME: CellForms = {
  ...{ decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" },
};

/** What becomes of a file when it is dropped and nothing is chosen by hand. */
export async function readAsDropped(file: string | Uint8Array) {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const { encoding } = await guessEncoding(() => [bytes]);
  const form = guessForm(await beginningOf(decodeText([bytes], encoding)));
  const table = await readTable(decodeText([bytes], encoding), form, never);
  const columns = await surveyColumns(table, never);
  const { kind, mapping: titled } = recognise(table.columns, columns);
  const mapping = withSide(kind, titled, table);
  const context = { home: HOME, separator: form.separator, chosen: {} };
  const { forms, questions } = guessForms(await surveyForms(table, mapping, never), context);
  const read = await rowCommands(table, { kind, mapping, forms, newClients: NEW_CLIENTS }, never);
  return { encoding, form, table, kind, mapping, forms, questions, ...read };
}
