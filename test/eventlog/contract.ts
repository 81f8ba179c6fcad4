import { describe } from "vitest";
import { describeAppending } from "./append-contract.ts";
import { describeDoor } from "./door-contract.ts";
import { describeListening } from "./listen-contract.ts";
import type { MakeLog } from "./log-under-test.ts";
import { describeMaterializing } from "./materialize-contract.ts";
import { describeReading } from "./read-contract.ts";
import { describeRepeating } from "./repeat-contract.ts";
import { describeReplicating } from "./replicate-contract.ts";
import { describeRepository } from "./repository-contract.ts";

/** What every adapter promises, told through one handle on each log. */
export function describeEventLogContract(name: string, makeLog: MakeLog): void {
  describe(`the event log contract, ${name}`, () => {
    describeAppending(makeLog);
    describeDoor(makeLog);
    describeRepeating(makeLog);
    describeReading(makeLog);
    describeReplicating(makeLog);
    describeListening(makeLog);
    describeMaterializing(makeLog);
    describeRepository(makeLog);
  });
}
