import "fake-indexeddb/auto";
import { describeEventLogContract } from "./contract.ts";
import { makeIndexedDbLog } from "./indexeddb-under-test.ts";
import { describeLosingStorage } from "./lost-storage.ts";
import { describeSharedLogContract } from "./shared-contract.ts";

describeEventLogContract("in a simulated IndexedDB", makeIndexedDbLog);
describeSharedLogContract("in a simulated IndexedDB", makeIndexedDbLog);
describeLosingStorage("in a simulated IndexedDB");
