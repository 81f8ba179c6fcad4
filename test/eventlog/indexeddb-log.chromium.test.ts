import { describeBreaking } from "./break-contract.ts";
import { describeEventLogContract } from "./contract.ts";
import { describeDurability } from "./durability.ts";
import { createIndexedDbSaboteur } from "./indexeddb-saboteur.ts";
import { makeIndexedDbLog } from "./indexeddb-under-test.ts";
import { describeJournalRuns } from "./journal-contract.ts";
import { describeLosingStorage } from "./lost-storage.ts";
import { describeSharedLogContract } from "./shared-contract.ts";
import { describeSharedMark } from "./shared-mark.ts";

describeEventLogContract("in Chromium's IndexedDB", makeIndexedDbLog);
describeSharedLogContract("in Chromium's IndexedDB", makeIndexedDbLog);
describeJournalRuns("in Chromium's IndexedDB", makeIndexedDbLog);
describeLosingStorage("in Chromium's IndexedDB");
describeBreaking("in Chromium's IndexedDB", makeIndexedDbLog, createIndexedDbSaboteur());
describeDurability("in Chromium's IndexedDB");
describeSharedMark("in Chromium's IndexedDB");
