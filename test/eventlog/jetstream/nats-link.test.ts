import { connect } from "@nats-io/transport-node";
import { describe, expect, it } from "vitest";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import { moveLogUp } from "../../../src/eventlog/jetstream/seed-stream.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream, readyStream } from "../../../src/eventlog/nats/create-stream.ts";
import { createNatsLinks } from "../../../src/eventlog/nats/nats-link.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { serveNats } from "../../nats/serve-nats.ts";
import { accepted, copyOf, RECORDED_AT } from "../attempts.ts";
import { caught } from "../caught.ts";
import { PATIENT } from "./serve-log.ts";

const now = () => RECORDED_AT;
const served = serveNats();

/** A stream to which a log is on its way; all of it is there. */
async function openMoving(log: EventLog) {
  const name = `book-${crypto.randomUUID()}`;
  const book = { name, subject: `${name}.log`, patience: PATIENT };
  await createNatsStream(served.owner, { ...book, isMoving: true });
  const stream = await openNatsStream(served.owner, book);
  await moveLogUp(log, stream, {});
  const link = async (replica: EventLog, hasBrought = true) => {
    const open = createNatsLinks({
      ...{ ...book, person: "owner", now, hasBrought },
      connect: () => connect({ servers: served.server.address, user: "owner", pass: "owner" }),
      memory: { load: () => null, save() {} },
    });
    (await open(replica)).close();
  };
  return { link, isMoving: async () => (await readyStream(served.owner, book)).isMoving };
}

describe("a stream to which a log is on its way", () => {
  it("is marked as whole by who brought it there, and not by an old copy of it", async () => {
    // given a log that was copied before it grew
    const log = createMemoryLog({ now });
    await log.append(accepted("c1", ["a"]));
    const old = await copyOf(log);
    await log.append(accepted("c2", ["a"]));
    const { link, isMoving } = await openMoving(log);
    expect(await isMoving()).toBe(true);

    // when somebody else is linked, they are told, and nothing is said of the stream
    expect(await caught(link(createMemoryLog({ now }), false))).toMatchObject({
      problem: "unfinished",
    });
    expect(await isMoving()).toBe(true);

    // nor is it when an old copy of whoever brought it there is
    await link(old);
    expect(await isMoving()).toBe(true);

    // and when the whole one is, it is whole
    await link(log);
    expect(await isMoving()).toBe(false);
  });
});
