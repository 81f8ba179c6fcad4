// Violates only-main-picks-an-adapter.
import { memoryLog } from "../eventlog/memory/memory-log.ts";

export const log = memoryLog;
