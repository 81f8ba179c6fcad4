import { headOf } from "../../chain/commit.ts";
import type { Sha256 } from "../../chain/sha256.ts";
import { createLogIndex } from "../../columns/stream-index.ts";
import { EMPTY_HEAD } from "../../envelope.ts";
import type { EventLog } from "../../event-log.ts";
import { isJournalRun } from "../../journal-run.ts";
import { cutAll } from "../../replication/commit-splitter.ts";
import type { ReplicaBatch } from "../../replication/replica-batch.ts";

/**
 * Makes a log that takes over events like any other and keeps none of them: only what the next ones are held against. For folding
 * a long stream anew.
 */
export function createHeadLog(digest: Sha256): Pick<EventLog, "head" | "read" | "replicate"> {
  const index = createLogIndex();
  const versions = { get: index.versionOf };
  let head = EMPTY_HEAD;

  return {
    head: async () => head,
    read: async () => [],
    async replicate(source) {
      const batches: ReplicaBatch[] = [];
      for await (const batch of source) {
        if (!isJournalRun(batch)) batches.push(batch);
      }
      for (const record of cutAll(batches, head, versions, digest)) {
        if ("refusal" in record) continue;
        index.add(record);
        head = headOf(record);
      }
      return head;
    },
  };
}
