import type { NatsConnection } from "@nats-io/nats-core";
import type { EpochMs } from "../envelope.ts";
import { isSharedLogError } from "../errors.ts";
import type { ReachedMemory } from "../jetstream/replica/reached-memory.ts";
import { moveLogUp } from "../jetstream/seed-stream.ts";
import type { Signer } from "../jetstream/signing/signatures.ts";
import { type SharedAddress, subjectOf } from "../replication/server-address.ts";
import type { SharedEngine } from "../replication/shared-engine.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";
import { createNatsStream, readyStream } from "./create-stream.ts";
import { createNatsLinks } from "./nats-link.ts";
import { openNatsStream } from "./nats-stream.ts";
import { roleOn } from "./role-probe.ts";
import { personOf } from "./sign-in.ts";

/** What shared logs on NATS need from outside. */
export interface NatsEngineOptions {
  /** Opens a connection that ends for good when it is lost. @throws SharedLogError when nobody lets this user in. */
  connect(address: SharedAddress): Promise<NatsConnection>;
  readonly now: () => EpochMs;
  /** Opens what signs what this user writes; undefined where that is not possible here. */
  openSigner(name: string): Promise<Signer | undefined>;
  /** Where it is kept how far the replica of a shared log has come. */
  memoryOf(address: SharedAddress): ReachedMemory;
}

/** Shared logs on NATS with JetStream. */
export function createNatsEngine({
  connect,
  now,
  openSigner,
  memoryOf,
}: NatsEngineOptions): SharedEngine {
  const visiting = async <Result>(
    address: SharedAddress,
    work: (connection: NatsConnection) => Promise<Result>,
  ): Promise<Result> => {
    const connection = await connect(address);
    try {
      return await work(connection);
    } finally {
      connection.close().catch(() => {});
    }
  };

  return {
    linksTo: (address) =>
      createNatsLinks({
        ...{ connect: () => connect(address), now, memory: memoryOf(address) },
        ...placeOf(address),
        person: personOf(address.credentials),
        hasBrought: address.isBrought === true,
        openSigner: () => openSigner(nameOf(address)),
      }),
    visit: (address) =>
      visiting(address, async (connection) => {
        const { isMoving } = await readyStream(connection, placeOf(address));
        if (isMoving) throw sharedLogError("unfinished");
        const stream = await openNatsStream(connection, placeOf(address));
        await stream.last();
        return roleOn(connection, placeOf(address));
      }),
    moveUp: (address, log, options) =>
      visiting(address, async (connection) => {
        await readyStream(connection, placeOf(address)).catch((error) => {
          if (!isSharedLogError(error) || error.problem !== "absent") throw error;
          const replicas = connection.info?.cluster === undefined ? 1 : 3;
          return createNatsStream(connection, { ...placeOf(address), replicas, isMoving: true });
        });
        const stream = await openNatsStream(connection, placeOf(address));
        await moveLogUp(log, stream, { ...options, signer: await openSigner(nameOf(address)) });
      }),
  };
}

function nameOf({ credentials }: SharedAddress): string {
  return credentials.kind === "password" ? credentials.user : personOf(credentials);
}

function placeOf({ name }: SharedAddress) {
  return { name, subject: subjectOf(name) };
}
