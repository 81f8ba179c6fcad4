import { jetstream } from "@nats-io/jetstream";
import { describe, expect, it, vi } from "vitest";
import { headOf } from "../../../src/eventlog/chain/commit.ts";
import { sealCommit } from "../../../src/eventlog/chain/seal-commit.ts";
import type { Head } from "../../../src/eventlog/envelope.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import type { Admission, Judge } from "../../../src/eventlog/replication/admission-policy.ts";
import { accepted, placesOf, RECORDED_AT } from "../attempts.ts";
import { caught } from "../caught.ts";
import { PATIENT, serveLog } from "./serve-log.ts";

const now = () => RECORDED_AT;

/** A rule: nothing may stand in the stream `forbidden`. */
const judge: Judge = async (commits) => {
  const broken = commits.findIndex(({ events }) =>
    events.some(({ stream }) => stream === "forbidden"),
  );
  return broken < 0 ? commits.length : broken;
};
const admission: Admission = { judge, judgeAnew: () => judge };

const shared = serveLog({ admission });
const { join, expectAgreement } = shared;

/** Publishes a command whose event is the first of its stream, as whoever thinks the log ends with `base`. */
async function publish(id: string, stream: string, base: Head): Promise<Head> {
  const commit = sealCommit(accepted(id, [stream]), base, new Map(), now());
  await jetstream(shared.owner).publish(
    shared.book.subject,
    encodeShared({ base, record: commit }),
  );
  return headOf(commit);
}

describe("a command that is not admitted", () => {
  it("is void for everybody, with what was built on it; what continues the log stands", async () => {
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    const head = await log.head();

    const after = await publish("bad", "forbidden", head);
    await publish("built on it", "b", after);
    const good = await publish("good", "c", head);
    await publish("bad again", "forbidden", good);
    await publish("better", "d", good);
    await log.append(accepted("c2", ["a"]));

    expect(placesOf(await log.read())).toEqual(["a@1", "c@1", "d@1", "a@2"]);
    await expectAgreement(log);
  });

  it("is void where something before it in one run does not even fit", async () => {
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    const head = await log.head();
    const { command: _, ...record } = sealCommit(accepted("x", ["x"]), head, new Map(), now());
    const [event] = record.events;
    const changed = { events: [{ ...event, data: { note: "another" } }] as const };

    await jetstream(shared.owner).publish(
      shared.book.subject,
      encodeShared({ base: head, record: changed }),
    );
    await publish("bad", "forbidden", headOf(record));
    await publish("good", "b", head);

    await vi.waitFor(
      async () => expect(placesOf(await log.read())).toEqual(["a@1", "b@1"]),
      PATIENT,
    );
    await expectAgreement(log);
  });

  it("is told to its writer, once", async () => {
    const log = await join();

    const answers = await Promise.allSettled([
      log.append(accepted("c1", ["a"])),
      log.append(accepted("c2", ["forbidden"])),
      log.append(accepted("c3", ["a"])),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(answers[1]).toMatchObject({ reason: { name: "RejectionError", code: "not-admitted" } });
    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    await expectAgreement(log);
  });

  it("ends a replication where it stands", async () => {
    const source = createMemoryLog({ now });
    for (const name of ["a", "forbidden", "b"]) await source.append(accepted(name, [name]));
    const log = await join();

    const error = await caught(log.replicate([await source.read()]));

    expect(error).toMatchObject({ name: "ReplicationError", position: 2 });
    await expectAgreement(log);
  });
});

it("leaves out a message that mixes two commands", async () => {
  const log = await join();
  const head = await log.head();
  const first = sealCommit(accepted("c1", ["a"]), head, new Map(), now());
  const second = sealCommit(accepted("c2", ["b"]), headOf(first), new Map(), now());
  const events = [...first.events, ...second.events] as const;

  await jetstream(shared.owner).publish(
    shared.book.subject,
    encodeShared({ base: head, record: { events } }),
  );
  await log.append(accepted("c3", ["c"]));

  expect(placesOf(await log.read())).toEqual(["c@1"]);
  await expectAgreement(log);
});
