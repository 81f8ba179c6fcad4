import { expect, it } from "vitest";
import { decodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import type { SharedStream } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { accepted } from "../attempts.ts";
import { serveLog } from "./serve-log.ts";

const shared = serveLog();

/**
 * A line on which somebody else is faster, each of the next `times` that a chain of messages is sent. Of those that come together the
 * first goes alone: it passes.
 */
function crowded(beFaster: () => Promise<unknown>) {
  const { stream } = shared;
  let chains = Number.POSITIVE_INFINITY;
  let last = 0;
  let faster: Promise<unknown> = Promise.resolve();
  const line: SharedStream = {
    ...stream,
    async publish(payload, options) {
      const isFirst = !decodeShared(payload)?.ahead;
      if (isFirst) chains += 1;
      if (isFirst && chains > 1 && chains <= last) faster = beFaster();
      await faster;
      return stream.publish(payload, options);
    },
  };
  return {
    line,
    crowd(times: number) {
      chains = 0;
      last = times + 1;
    },
  };
}

const many = (name: string, count: number) =>
  Array.from({ length: count }, (_, number) => accepted(`${name}-${number}`, ["a"]));

it("stores little in vain where others are faster, and all of it in the end", async () => {
  const rival = await shared.join();
  let written = 0;
  const { line, crowd } = crowded(async () => {
    written += 1;
    await rival.append(accepted(`rival-${written}`, ["b"]));
  });
  const log = await shared.join({ stream: line });
  // Given somebody who has been alone for long enough to send many commands ahead
  await Promise.all(many("alone", 300).map(log.append));
  expect(await shared.stream.last()).toBe(300);

  // When others come, and are faster twenty times
  crowd(20);
  await Promise.all(many("crowded", 60).map(log.append));

  // Then what was sent behind them gets less and less, and nothing is lost
  const stored = await shared.stream.last();
  const stand = 300 + 60 + 20;
  expect(written).toBe(20);
  expect((await log.read()).length).toBe(stand);
  expect(stored - stand).toBeLessThan(150);
  await shared.expectAgreement(log, rival);
});
