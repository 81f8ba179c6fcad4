// Violates one-way-into-the-storage.
import { log } from "../eventlog/indexeddb/indexeddb-log.ts";

export const opened = log;
