import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { RECORDED_AT } from "./attempts.ts";
import { describeEventLogContract } from "./contract.ts";
import { describeJournalRuns } from "./journal-contract.ts";

const makeMemoryLog = () => {
  const log = createMemoryLog({ now: () => RECORDED_AT });
  return { open: async () => log, destroy: async () => log.close() };
};
describeEventLogContract("in memory", makeMemoryLog);
describeJournalRuns("in memory", makeMemoryLog);
