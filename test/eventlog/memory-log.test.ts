import { createMemoryLog } from "../../src/eventlog/memory-log.ts";
import { RECORDED_AT } from "./attempts.ts";
import { describeEventLogContract } from "./contract.ts";

describeEventLogContract("in memory", () => {
  const log = createMemoryLog({ now: () => RECORDED_AT });
  return { open: async () => log, destroy: async () => log.close() };
});
