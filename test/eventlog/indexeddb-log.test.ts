import "fake-indexeddb/auto";
import { describeBreaking } from "./break-contract.ts";
import { describeEventLogContract } from "./contract.ts";
import { describeDurability } from "./durability.ts";
import { createIndexedDbSaboteur } from "./indexeddb-saboteur.ts";
import { makeIndexedDbLog } from "./indexeddb-under-test.ts";
import { describeJournalRuns } from "./journal-contract.ts";
import { describeLosingStorage } from "./lost-storage.ts";
import { describeSharedLogContract } from "./shared-contract.ts";
import { describeSharedMark } from "./shared-mark.ts";

describeEventLogContract("in a simulated IndexedDB", makeIndexedDbLog);
describeSharedLogContract("in a simulated IndexedDB", makeIndexedDbLog);
describeJournalRuns("in a simulated IndexedDB", makeIndexedDbLog);
describeLosingStorage("in a simulated IndexedDB");
describeBreaking("in a simulated IndexedDB", makeIndexedDbLog, createIndexedDbSaboteur());
describeDurability("in a simulated IndexedDB");
describeSharedMark("in a simulated IndexedDB");
