// What the bench asks of the modules themselves, beside the app and on its origin.
import Papa from "papaparse";
import type { BookId } from "../../src/domain/ids.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { bareWrites, dropBareBook, readBareBook, writeBareBook } from "./bare-book.ts";
import { histogramTurns } from "./histogram-turns.ts";
import { loadHistory } from "./load-history.ts";
import { dropAccelerators, dropBook, lastCommitBytes, makeBook, makeLogFile } from "./make-book.ts";
import { filteredSeekTurns, seekTurns } from "./seek-turns.ts";

let history: History;

const bench = {
  ...{ bareWrites, writeBareBook, readBareBook, dropBareBook },
  ...{ makeBook, makeLogFile, dropBook, dropAccelerators, lastCommitBytes },
  /** Reads the book that the turns below are about. */
  async load(id: string): Promise<number> {
    const loaded = await loadHistory(id as BookId);
    history = loaded.history;
    return loaded.loading;
  },
  /** Cuts a table into cells with the parser alone. @returns its rows. */
  parseTable: (text: string): number => Papa.parse(text).data.length,
  seeks: (turns: number) => seekTurns(history, turns),
  filteredSeeks: (turns: number) => filteredSeekTurns(history, turns),
  histograms: (turns: number) => histogramTurns(history, turns),
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
