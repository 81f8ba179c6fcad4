import type { NatsConnection } from "@nats-io/nats-core";
import { type EpochMs, isSameHead } from "../envelope.ts";
import type { EventLog } from "../event-log.ts";
import { type JetStreamLog, openJetStreamLog } from "../jetstream/jetstream-log.ts";
import {
  keepReached,
  loadReached,
  type ReachedMemory,
} from "../jetstream/replica/reached-memory.ts";
import type { Signer } from "../jetstream/signing/signatures.ts";
import type { Admission } from "../replication/admission-policy.ts";
import type {
  Author,
  KnownOfLink,
  OpenSharedLink,
  Role,
  SharedLink,
} from "../replication/shared-link.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { type ClockComparison, compareClocks } from "./clock-skew.ts";
import { readyStream } from "./create-stream.ts";
import { type NatsStreamOptions, openNatsStream } from "./nats-stream.ts";
import { openPresence } from "./presence-channel.ts";
import { roleOn } from "./role-probe.ts";
import { isServerFrom } from "./server-version.ts";

/** What ties replicas to a stream on NATS. */
export interface NatsLinkOptions extends NatsStreamOptions {
  /** Opens a connection that ends for good when it is lost. @throws SharedLogError when it cannot be opened. */
  connect(): Promise<NatsConnection>;
  /** Who signs in, as `personOf` gives it. */
  readonly person: string;
  readonly now: () => EpochMs;
  readonly memory: ReachedMemory;
  /** Whether this device brought the log there: then it says so when it has all of it. */
  readonly hasBrought?: boolean;
  /** Opens what signs what is written here; it is not signed when left out. */
  openSigner?(): Promise<Signer | undefined>;
  /** Milliseconds between two looks whether the replica is right, where others see something else. */
  readonly restBetweenLooks?: number;
}

/** Milliseconds between two times that it is kept how far the replica has come. */
const KEEPING = 2_000;

/** Makes what ties a replica to a stream. Each link has a connection of its own. */
export function createNatsLinks(options: NatsLinkOptions): OpenSharedLink {
  return async (replica, admission) => {
    const connection = await options.connect();
    let log: JetStreamLog | undefined;
    try {
      checkVersion(connection);
      const [clock, { isMoving }] = await Promise.all([
        compareClocks(connection, options, options.now),
        readyStream(connection, options),
      ]);
      if (isMoving && !options.hasBrought) throw sharedLogError("unfinished");
      const before = await replica.head();
      const signer = await options.openSigner?.();
      log = await openLog(connection, { replica, admission, clock, signer }, options);
      // An older copy on the device that brought the book there may lack its newest records.
      const hadAll = isSameHead(before, await replica.head());
      if (isMoving && hadAll) await readyStream(connection, options, { isWhole: true });
      const role = await roleOn(connection, options);
      return linkOf(connection, log, { role, clock, author: signer?.author }, options);
    } catch (error) {
      log?.close();
      connection.close().catch(() => {});
      throw error;
    }
  };
}

interface Tied {
  readonly replica: EventLog;
  readonly admission: Admission | undefined;
  readonly clock: ClockComparison;
  readonly signer: Signer | undefined;
}

async function openLog(
  connection: NatsConnection,
  { replica, admission, clock, signer }: Tied,
  { now, memory, restBetweenLooks, ...book }: NatsLinkOptions,
): Promise<JetStreamLog> {
  return openJetStreamLog({
    // Whoever opened the replica goes on reading it when the link is over.
    replica: { ...replica, close() {} },
    stream: clock.watch(await openNatsStream(connection, book)),
    // What is recorded here is held against the engine's clock by everybody else.
    now: () => Math.round(now() - clock.ahead()) as EpochMs,
    kept: await loadReached(replica, memory),
    ...{ admission, signer, restBetweenLooks },
  });
}

interface Met {
  readonly role: Role;
  readonly clock: ClockComparison;
  readonly author: Author | undefined;
}

function linkOf(
  connection: NatsConnection,
  log: JetStreamLog,
  { role, clock, author }: Met,
  { memory, name, person }: NatsLinkOptions,
): SharedLink {
  const keep = (): void => keepReached(log.kept(), memory);
  const keeping = setInterval(keep, KEEPING);
  const lost = connection.closed().then((error) => error ?? sharedLogError("unreachable"));
  const known = (): KnownOfLink => ({
    role,
    author,
    clockAhead: clock.ahead(),
    authors: log.kept().authors,
    misdated: log.kept().times.misdated,
  });
  return {
    log,
    ...known(),
    onKnown(listener) {
      const tell = (): void => listener(known());
      const stops = [clock.onAhead(tell), log.onKnown(tell)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    catchUp: log.catchUp,
    ...openPresence(connection, name, person),
    over: Promise.race([log.over, lost]),
    close() {
      clearInterval(keeping);
      keep();
      log.close();
      connection.close().catch(() => {});
    },
  };
}

/** @throws SharedLogError for a server on which conditions of a message are ignored, or kept on some of them only. */
function checkVersion(connection: NatsConnection): void {
  if (!isServerFrom(connection, [2, 9, 0])) throw sharedLogError("outdated");
}
