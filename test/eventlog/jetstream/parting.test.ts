import { jetstream } from "@nats-io/jetstream";
import { describe, expect, it, vi } from "vitest";
import { sealCommit } from "../../../src/eventlog/chain/seal-commit.ts";
import { EMPTY_HEAD, GENESIS_HASH } from "../../../src/eventlog/envelope.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import {
  NO_MESSAGE,
  type Sequence,
  type SharedStream,
  type TakeMessage,
} from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createSigningKey } from "../../../src/eventlog/jetstream/signing/signing-key.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { accepted, at, copyOf, placesOf, RECORDED_AT, refused } from "../attempts.ts";
import { caught } from "../caught.ts";
import { PATIENT, serveLog } from "./serve-log.ts";

const now = () => RECORDED_AT;

const shared = serveLog();
const { join, expectAgreement } = shared;

/** The stream, how often it was read from its beginning, and how many messages were read. */
function counting() {
  const counted = { beginnings: 0, messages: 0 };
  const { stream } = shared;
  const counter: SharedStream = {
    ...stream,
    follow(after, take, onEnd) {
      if (after === NO_MESSAGE) counted.beginnings += 1;
      const count: TakeMessage = (message) => {
        counted.messages += 1;
        return take(message);
      };
      return stream.follow(after, count, onEnd);
    },
  };
  return { counted, counter };
}

/** The stream as somebody gets it, the first time, whose program makes something else of one of its messages. */
function misread(number: number, as: Uint8Array): SharedStream {
  const { stream } = shared;
  let isFirst = true;
  return {
    ...stream,
    follow(after, take, onEnd) {
      const isMisread = isFirst;
      isFirst = false;
      return stream.follow(
        after,
        (message) =>
          take(isMisread && message.sequence === number ? { ...message, payload: as } : message),
        onEnd,
      );
    },
  };
}

/** A message of a program that thinks the log ends where it does not. */
function writtenElsewhere(id: string): Uint8Array {
  const base = { position: at(7), hash: GENESIS_HASH };
  const { command: _, ...record } = sealCommit(accepted(id, ["x"]), base, new Map(), now());
  return encodeShared({ base, record });
}

describe("somebody who sees the log end elsewhere", () => {
  it("is wrong: who is right looks once, and goes on", async () => {
    const { counted, counter } = counting();
    const [log, other] = [await join({ stream: counter }), await join()];
    await log.append(accepted("c1", ["a"]));

    for (const id of ["x1", "x2", "x3"]) {
      await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere(id));
      await other.append(accepted(`before-${id}`, ["a"]));
    }
    await log.append(accepted("c2", ["a"]));

    await expectAgreement(log, other);
    // When it was opened, and the one look.
    expect(counted.beginnings).toBe(2);
  });

  it("is looked at again after a rest, and found wrong again", async () => {
    const { counted, counter } = counting();
    const log = await join({ stream: counter, restBetweenLooks: 1 });
    for (const id of ["x1", "x2"]) {
      const before = counted.beginnings;
      await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere(id));
      await vi.waitFor(() => expect(counted.beginnings).toBeGreaterThan(before), PATIENT);
    }

    await vi.waitFor(() => expect(log.kept().isDoubted).toBe(false), PATIENT);
    await log.append(accepted("c1", ["a"]));
    await expectAgreement(log);
  });

  it("is sent again by somebody who read it: nobody reads the log again for that", async () => {
    const log = await join();
    for (let number = 1; number <= 100; number += 1) {
      await log.append(accepted(`c${number}`, ["a"]));
    }
    await log.refuse(refused("r1"));
    const { counted, counter } = counting();
    const other = await join({ stream: counter, replica: await copyOf(log), restBetweenLooks: 1 });
    const before = { ...counted };

    for (const sequence of [1, 50, 101, 1, 50, 101]) {
      const message = await shared.stream.read(sequence as Sequence);
      await jetstream(shared.owner).publish(shared.book.subject, message?.payload);
    }
    await other.catchUp();

    expect(counted.beginnings - before.beginnings).toBe(0);
    expect(counted.messages - before.messages).toBe(6);
    expect(other.kept().isDoubted).toBe(false);
    await expectAgreement(log, other);
  });

  it("is looked at once where the same nonsense comes again and again", async () => {
    const { counted, counter } = counting();
    const log = await join({ stream: counter, restBetweenLooks: 1 });
    await log.append(accepted("c1", ["a"]));
    const before = counted.beginnings;

    for (let times = 0; times < 20; times += 1) {
      await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere("x1"));
      await log.catchUp();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    await vi.waitFor(() => expect(log.kept().isDoubted).toBe(false), PATIENT);
    expect(counted.beginnings - before).toBe(1);
  });

  it("is looked at less and less often where it is other nonsense each time", async () => {
    const { counted, counter } = counting();
    const log = await join({ stream: counter, restBetweenLooks: 40 });
    await log.append(accepted("c1", ["a"]));
    const before = counted.beginnings;
    const began = performance.now();

    for (let times = 0; times < 60; times += 1) {
      await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere(`x${times}`));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }

    const rests = (performance.now() - began) / 40;
    expect(counted.beginnings - before).toBeGreaterThan(0);
    expect(counted.beginnings - before).toBeLessThanOrEqual(1 + Math.ceil(Math.log2(rests + 1)));
  });

  it("is not heeded where nobody signs what others do", async () => {
    const { counted, counter } = counting();
    const signer = await createSigningKey("ada");
    const log = await join({ stream: counter, signer, restBetweenLooks: 1 });
    await log.append(accepted("c1", ["a"]));
    const before = counted.beginnings;

    await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere("x1"));
    await log.catchUp();

    expect(log.kept().isDoubted).toBe(false);
    expect(counted.beginnings).toBe(before);
  });

  it("was wrong long ago: who joins has folded everything just now, and does not look", async () => {
    await (await join()).append(accepted("c1", ["a"]));
    await jetstream(shared.owner).publish(shared.book.subject, writtenElsewhere("x1"));
    const { counted, counter } = counting();

    const log = await join({ stream: counter });

    expect(log.kept()).toMatchObject({ sequence: 2, endedBy: 1, isDoubted: false });
    expect(counted.beginnings).toBe(1);
  });

  it("is nobody where two are at it at once and one of them was too fast", async () => {
    const { counted, counter } = counting();
    const { stream } = shared;
    const [log, other] = [await join({ stream: counter }), await join()];
    let sent = 0;
    let faster: Promise<unknown> | undefined;
    const late = await join({
      stream: {
        ...stream,
        async publish(payload, options) {
          sent += 1;
          if (sent > 1) faster ??= other.append(accepted("first", ["a"]));
          await faster;
          return stream.publish(payload, options);
        },
      },
    });

    await Promise.all(["c1", "c2", "c3"].map((id) => late.append(accepted(id, ["a"]))));

    await expectAgreement(log, other, late);
    // The third was stored where the second was to stand.
    expect(await stream.last()).toBeGreaterThan(4);
    expect(counted.beginnings).toBe(1);
  });
});

describe("a replica that has parted from the stream", () => {
  it("finds out when somebody writes who has not, and takes nothing more", async () => {
    const right = await join();
    const replica = createMemoryLog({ now });
    const { command: _, ...record } = sealCommit(
      accepted("x", ["x"]),
      EMPTY_HEAD,
      new Map(),
      now(),
    );
    const wrong = await join({
      replica,
      stream: misread(1, encodeShared({ base: EMPTY_HEAD, record })),
    });
    await right.append(accepted("c1", ["a"]));
    await wrong.catchUp();

    await right.append(accepted("c2", ["a"]));

    expect(await wrong.over).toMatchObject({ name: "SharedLogError", problem: "parted" });
    expect(await caught(wrong.append(accepted("c3", ["b"])))).toMatchObject({ problem: "parted" });
    expect(placesOf(await replica.read())).toEqual(["x@1"]);
    expect(placesOf(await right.read())).toEqual(["a@1", "a@2"]);
    await expectAgreement(right);
  });

  it("comes back to it where it only lacks something", async () => {
    const right = await join();
    const replica = createMemoryLog({ now });
    const wrong = await join({ replica, stream: misread(2, new Uint8Array([0])) });
    for (const id of ["c1", "c2", "c3"]) await right.append(accepted(id, ["a"]));
    expect(await wrong.over).toMatchObject({ problem: "parted" });

    const again = await join({ replica, kept: wrong.kept() });

    await again.append(accepted("c4", ["a"]));
    expect(again.kept().isDoubted).toBe(false);
    await expectAgreement(again, right);
  });

  it.each(["known", "forgotten"])(
    "finds out when it is opened, with how far it had come %s",
    async (memory) => {
      const right = await join();
      const replica = createMemoryLog({ now });
      const log = await join({ replica });
      await log.append(accepted("c1", ["a"]));
      const kept = memory === "known" ? log.kept() : undefined;
      log.close();
      await replica.append(accepted("behind everybody's back", ["a"]));
      await right.append(accepted("c2", ["a"]));

      const error = await caught(join({ replica, kept }));

      expect(error).toMatchObject({ name: "SharedLogError", problem: "parted" });
      expect(placesOf(await replica.read())).toEqual(["a@1", "a@2"]);
    },
  );

  it("breaks off when something else writes to it, and then finds out", async () => {
    const right = await join();
    const replica = createMemoryLog({ now });
    const log = await join({ replica });
    await right.append(accepted("c1", ["a"]));
    await log.catchUp();
    await replica.append(accepted("behind everybody's back", ["a"]));

    await right.append(accepted("c2", ["a"]));

    expect(await log.over).toMatchObject({ problem: "unreachable" });
    expect(await caught(join({ replica, kept: log.kept() }))).toMatchObject({ problem: "parted" });
  });
});

describe("a stream that was deleted and made anew", () => {
  it.each([0, 5])("is another log, with %i commands in it", async (commands) => {
    const replica = createMemoryLog({ now });
    const log = await join({ replica });
    for (const id of ["c1", "c2", "c3"]) await log.append(accepted(id, ["a"]));
    const kept = log.kept();
    log.close();
    await shared.makeAnew();
    const other = await join();
    for (let number = 1; number <= commands; number += 1) {
      await other.append(accepted(`d${number}`, ["b"]));
    }

    const error = await caught(join({ replica, kept }));

    expect(error).toMatchObject({ name: "SharedLogError", problem: "other-log" });
    expect(placesOf(await replica.read())).toEqual(["a@1", "a@2", "a@3"]);
  });

  it("is the same log once somebody brought it there again", async () => {
    const replica = createMemoryLog({ now });
    const log = await join({ replica });
    for (const id of ["c1", "c2"]) await log.append(accepted(id, ["a"]));
    await jetstream(shared.owner).publish(shared.book.subject, "nonsense");
    await log.catchUp();
    const [kept, events] = [log.kept(), await log.read()];
    log.close();
    await shared.makeAnew();
    await (await join()).replicate([events]);

    const again = await join({ replica, kept });

    await again.append(accepted("c3", ["a"]));
    expect(placesOf(await again.read())).toEqual(["a@1", "a@2", "a@3"]);
    expect(again.kept()).toMatchObject({ sequence: 3 as Sequence });
  });
});
