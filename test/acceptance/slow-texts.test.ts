import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { journalFormOfAnything } from "../../src/application/commands/command-record.ts";
import { comparableUsername, MAX_USERNAME } from "../../src/domain/aggregates/username.ts";
import { parseCommand } from "../../src/domain/command-schema.ts";
import { normalForm } from "../../src/domain/values/normal-form.ts";
import { tidyAddress } from "../../src/domain/values/postal-address.ts";
import { hiddenIn, withoutHidden } from "../../src/domain/values/visible-name.ts";
import type { CommandId, EpochMs } from "../../src/eventlog/envelope.ts";
import { parseTimestamp } from "../../src/eventlog/util/rfc3339.ts";
import { isJsonType, isMediaType } from "../../src/eventlog/validation/origin.ts";
import { readExported } from "../../src/formats/cloudevents/fast-read-event.ts";
import { currencyMark } from "../../src/formats/csv/cells/currency-marks.ts";
import { guardFormulas, withoutGuards } from "../../src/formats/csv/cells/formula-guard.ts";
import { currencyIn, readDecimal, splitPayment } from "../../src/formats/csv/cells/parse-cells.ts";
import { sideOf } from "../../src/formats/csv/cells/payment-side.ts";
import { readDate } from "../../src/formats/csv/cells/read-date.ts";
import { recognise } from "../../src/formats/csv/detection/detect-columns.ts";
import { surveyForms } from "../../src/formats/csv/detection/survey-formats.ts";
import { guessEncoding } from "../../src/formats/csv/encoding.ts";
import { guessForm, readTable } from "../../src/formats/csv/read-table.ts";
import { whyNoData } from "../../src/formats/csv/rows/non-data-row.ts";
import { postalAddressOf } from "../../src/formats/csv/rows/read-address.ts";
import { type Cells, createCells } from "../../src/formats/csv/rows/row-cells.ts";
import type { Table } from "../../src/formats/csv/table.ts";
import { splitWords } from "../../src/formats/log-import/classic-words.ts";
import { createBracketReader } from "../../src/formats/log-import/text/open-json.ts";
import { parseJson } from "../../src/formats/safe-json.ts";
import { dateText, readFormat, timeText } from "../../src/formats/sheets/cell-values.ts";
import { digitsIn, phoneDigits, searchable } from "../../src/read-model/columns/normalize-text.ts";
import { lookOf } from "../../src/read-model/search/look-alikes.ts";
import { clientProblems, newClientProblems } from "../../src/ui/forms/drafts/client-draft.ts";
import { parseDecimal, parseQuantity } from "../../src/ui/forms/parse-number.ts";
import { readMoment } from "../../src/ui/palette/parse-moment.ts";
import { gzip, read } from "../formats/files.ts";

const NOW = Date.UTC(2026, 5, 1) as EpochMs;

/** What people's texts and files go through, as it is called where they come in. */
const WAYS: Readonly<Record<string, (text: string) => unknown>> = {
  "a command": (text) => parseCommand({ type: "RegisterClient", username: text, name: text }),
  "the journal": (text) =>
    journalFormOfAnything("c" as CommandId, { type: "ShipOrder", orderId: text }),
  "a username": comparableUsername,
  "a visible name": (text) => [hiddenIn(text), withoutHidden(text)],
  "the form of a client": (text) => [
    clientProblems({ email: text }),
    newClientProblems({ username: text }),
  ],
  "a search": searchable,
  "an address": (text) => [tidyAddress(text), postalAddressOf(addressCells(text))],
  "a telephone number": (text) => [phoneDigits(text), digitsIn(text)],
  "a look": lookOf,
  "a moment in words": (text) => readMoment(text, NOW, "en-US"),
  "a number": (text) => [parseDecimal(text, 2), parseQuantity(text)],
  "the form of a table": guessForm,
  "a table": (text) =>
    readTable([text], { separator: ",", titleRow: 1 }, new AbortController().signal).catch(
      () => {},
    ),
  "titles of a table": (text) => recognise([text]),
  "a cell of a workbook": (text) => [readFormat(text), dateText(text), timeText(text)],
  "the forms of cells": (text) =>
    surveyForms(
      tableOf(text),
      { unitPrice: 0, discount: 0, date: 0, amount: 0, side: 0 },
      new AbortController().signal,
    ),
  "a cell": (text) => [readDecimal(text, ".", 2), readDate(text, "ymd"), currencyIn(text)],
  "a cell of payments": (text) => [splitPayment(text), sideOf(text), currencyMark(text)],
  "a row of totals": (text) => whyNoData([text], ["client"], "wallets", { client: 0 }),
  "an encoding": (text) => guessEncoding(() => [Buffer.from(text, "latin1")]),
  "a guard against formulas": (text) => [guardFormulas(text), withoutGuards(text)],
  "classic words": wordsOf,
  "a line of JSON": (text) => [parseJson(text), createBracketReader()(text), readExported(text)],
  "a time": parseTimestamp,
  "a media type": (text) => [isMediaType(text), isJsonType(text)],
  "a log file": (text) => read(text).catch(() => {}),
  "a packed log file": async (text) => read(await gzip(text)).catch(() => {}),
};

/** Texts of about a given length, each made for a pattern that goes over a part of it again and again. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  "ones and a letter": (n) => `${"1".repeat(n)}x`,
  "zeros and a letter": (n) => `${"0".repeat(n)}x0`,
  "a sign and blanks": (n) => `#${" ".repeat(n)}x`,
  "full stops": (n) => `${".".repeat(n)}1a1`,
  commas: (n) => `1${",".repeat(n)}0`,
  "at signs": (n) => `${"@".repeat(n)} `,
  slashes: (n) => `${"/".repeat(n)} @`,
  "an ending": (n) => `${".".repeat(n)}1.ndjson`,
  "marks of two kinds": (n) => `a${"\u0301\u0323".repeat(n / 2)}`,
  "marks without a letter": (n) => "\u0323\u0301".repeat(n / 2),
  hours: (n) => "1h ".repeat(n / 3),
  tabs: (n) => "\t".repeat(n),
  "line ends": (n) => "\r\n".repeat(n / 2),
  apostrophes: (n) => `${"'".repeat(n)}\0`,
  "quotation marks": (n) => `${'"'.repeat(n)}x`,
  "escaped quotation marks": (n) => `"${'\\"'.repeat(n / 2)}`,
  brackets: (n) => "[".repeat(n),
  names: (n) => `{${'"a":1,'.repeat(n / 6)}"b":2}`,
  "equal cells": (n) => "a,".repeat(n / 2),
  semicolons: (n) => `a/b${"; ".repeat(n / 2)}`,
  pictures: (n) => "\u{1f468}\u200d".repeat(n / 3),
  blanks: (n) => "\u3000".repeat(n),
  "digits of another script": (n) => "٣".repeat(n),
};

const LENGTH = 100_000;
/** Work below that is measured by its noise. */
const NOISE_MS = 40;

describe.each(Object.entries(WAYS))("%s", (_, way) => {
  it.each(Object.entries(HOSTILE))("grows with the length of a text of %s", async (_, make) => {
    await expect.poll(() => growth(way, make), { timeout: 110_000 }).toBeLessThan(9);
  });
});

// Of a text four times as long: 4 where it is in proportion, 16 in the square.
async function growth(
  way: (text: string) => unknown,
  make: (length: number) => string,
): Promise<number> {
  const part = await cost(way, make(LENGTH / 4));
  const whole = await cost(way, make(LENGTH));
  return whole / Math.max(part, NOISE_MS);
}

async function cost(way: (text: string) => unknown, text: string): Promise<number> {
  const begun = performance.now();
  await way(text);
  return performance.now() - begun;
}

function wordsOf(text: string): unknown {
  try {
    return splitWords(text, 1);
  } catch (error) {
    return error;
  }
}

function tableOf(cell: string): Table {
  return { columns: ["price"], rows: [{ row: 1, cells: [cell] }], head: [] };
}

function addressCells(cell: string): Cells {
  const columns = ["address", "city", "postcode"];
  const mapping = { address: 0, city: 1, postcode: 2 };
  return createCells({ row: 1, cells: [cell, cell, cell] }, columns, mapping);
}

describe("a normal form", () => {
  it("is the engine's own for every text that can be a username", () => {
    const text = fc.string({ unit: "binary", maxLength: 256 });
    fc.assert(
      fc.property(text, fc.constantFrom("NFC", "NFD", "NFKC", "NFKD"), (name, form) => {
        expect(normalForm(name, form)).toBe(name.normalize(form));
      }),
      { seed: 31 },
    );
    const longest = "\ufdfa".repeat(MAX_USERNAME).normalize("NFKC");
    expect(normalForm(`${longest}\u0301`, "NFKD")).toBe(`${longest}\u0301`.normalize("NFKD"));
  });

  it("of a long text has every letter, also where pieces meet", () => {
    const text = "x\u{1d400}".repeat(20_000);
    expect(normalForm(text, "NFKC")).toBe("xA".repeat(20_000));
  });

  it("is made nowhere else", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" });
    const makers = files
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => readFileSync(`src/${name}`, "utf8").includes(".normalize("));
    expect(makers).toEqual(["domain/values/normal-form.ts"]);
  });
});

describe("a command with a text of any length", () => {
  const long = "a".repeat(100_000);

  it.each([
    [{ type: "RegisterClient", username: long }, "invalid-username"],
    [{ type: "RegisterClient", username: "ada", password: long }, "invalid-password"],
    [{ type: "RegisterClient", username: "ada", name: long }, "invalid-text"],
    [{ type: "RegisterClient", username: "ada", email: long }, "invalid-text"],
    [{ type: "RegisterClient", username: "ada", phone: long }, "invalid-text"],
    [{ type: "RegisterClient", username: "ada", address: long }, "invalid-text"],
    [{ type: "ChangeClient", client: long, name: "Ada" }, "unknown-client"],
    [{ type: "PlaceOrder", client: long, lines: [] }, "unknown-client"],
    [{ type: "PlaceOrder", client: "ada", lines: [], reference: long }, "invalid-text"],
    [{ type: "PlaceOrder", client: "ada", lines: [], currency: long }, "invalid-currency"],
    [{ type: "CancelOrder", orderId: "o", reason: long }, "invalid-text"],
    [{ type: "CreditWallet", client: long, amount: 1 }, "unknown-client"],
    [{ type: "DebitWallet", client: long, amount: 1 }, "unknown-client"],
    [
      {
        type: "PlaceOrder",
        client: "ada",
        lines: [{ productCode: long, quantity: 1, unitPrice: 1 }],
      },
      "invalid-product",
    ],
  ])("is refused at the door, and quoted nowhere: %#", (command, code) => {
    const refused = parseCommand(command);
    expect(refused).toMatchObject({ code });
    expect(JSON.stringify(refused).length).toBeLessThan(300);
    const kept = journalFormOfAnything("c" as CommandId, command);
    expect(JSON.stringify(kept).length).toBeLessThan(2_000);
  });
});
