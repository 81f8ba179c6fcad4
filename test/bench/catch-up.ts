import { type ConsumerMessages, DeliverPolicy, jetstream } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { openJetStreamLog } from "../../src/eventlog/jetstream/jetstream-log.ts";
import type {
  Sequence,
  SharedStream,
} from "../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createNatsStream } from "../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../src/eventlog/nats/nats-stream.ts";
import { accepted } from "../eventlog/attempts.ts";

/** A shared log, and newcomers who have none of it. */
export interface CatchUp {
  /** Milliseconds until a newcomer has all of it. */
  byDirectReads(): Promise<number>;
  /** The same where the server sends it to a consumer of theirs, as versions did that made some. */
  byConsumer(): Promise<number>;
  close(): Promise<void>;
}

const now = () => Date.now() as EpochMs;

/** Writes a log of so many commands. */
export async function openCatchUp(server: string, commands: number): Promise<CatchUp> {
  const options = { servers: server, user: "owner", pass: "owner" };
  const connection = await connect(options);
  const name = `catch-up-${crypto.randomUUID()}`;
  const book = { name, subject: `${name}.log` };
  await createNatsStream(connection, book);
  const stream = await openNatsStream(connection, book);
  const writer = await openJetStreamLog({ replica: createMemoryLog({ now }), stream, now });
  const ids = Array.from({ length: commands }, (_, number) => `c${number}`);
  await Promise.all(ids.map((id) => writer.append(accepted(id, ["a"]))));
  writer.close();

  const join = async (
    open: (connection: NatsConnection) => Promise<SharedStream>,
  ): Promise<number> => {
    const own = await connect(options);
    const start = performance.now();
    const replica = createMemoryLog({ now });
    const log = await openJetStreamLog({ replica, stream: await open(own), now });
    const time = performance.now() - start;
    log.close();
    await own.close();
    return time;
  };
  const openDirect = (own: NatsConnection) => openNatsStream(own, book);
  return {
    byDirectReads: () => join(openDirect),
    byConsumer: () =>
      join(async (own) => ({
        ...(await openDirect(own)),
        follow: (after, take) => followByConsumer(own, name, after, take),
      })),
    close: () => connection.close(),
  };
}

async function followByConsumer(
  connection: NatsConnection,
  name: string,
  after: Sequence,
  take: Parameters<SharedStream["follow"]>[1],
): Promise<() => void> {
  const consumer = await jetstream(connection).consumers.get(name, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
  });
  const messages = await consumer.consume({ max_messages: 512 });
  readAll(messages, take).catch(() => {});
  return () => messages.stop();
}

async function readAll(
  messages: ConsumerMessages,
  take: Parameters<SharedStream["follow"]>[1],
): Promise<void> {
  for await (const { seq, data, time } of messages) {
    const storedAt = () => time.getTime() as EpochMs;
    const taking = take({ sequence: seq as Sequence, payload: data, storedAt });
    if (taking) await taking;
  }
}
