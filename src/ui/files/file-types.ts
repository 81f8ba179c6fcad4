/** Files that hold logs, as a file dialogue is told. */
export const LOG_FILES = ".ndjson,.jsonl,.json,.log,.txt,.gz,application/x-ndjson";

/** Files that hold tables. */
export const TABLE_FILES =
  ".csv,.tsv,.tab,.txt,.xlsx,.xlsm,.ods,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.oasis.opendocument.spreadsheet";
