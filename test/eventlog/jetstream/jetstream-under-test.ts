import type { NatsConnection } from "@nats-io/nats-core";
import { expect, vi } from "vitest";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import { openJetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { RECORDED_AT } from "../attempts.ts";
import type { LogUnderTest } from "../log-under-test.ts";

const now = () => RECORDED_AT;

/** A log on a stream of its own. Each handle is a person with a replica of their own, in memory where nothing else is said. */
export function makeJetStreamLog(
  connection: () => NatsConnection,
  openReplica: () => Promise<EventLog> = async () => createMemoryLog({ now }),
): LogUnderTest {
  const name = `book-${crypto.randomUUID()}`;
  // Generous: a slow machine is no failure.
  const options = { name, subject: `${name}.log`, patience: 30_000 };
  const handles: EventLog[] = [];
  let created: Promise<void> | undefined;
  return {
    async open() {
      created ??= createNatsStream(connection(), options);
      await created;
      const log = await openJetStreamLog({
        replica: await openReplica(),
        stream: await openNatsStream(connection(), options),
        now,
      });
      handles.push(log);
      return log;
    },
    async settle() {
      const positions = async () =>
        Promise.all(handles.map(async (handle) => (await handle.head()).position));
      await vi.waitFor(async () => expect(new Set(await positions()).size).toBe(1), 60_000);
    },
    async destroy() {
      for (const handle of handles) handle.close();
    },
  };
}
