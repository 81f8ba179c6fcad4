import { createBookAdmission } from "../../../src/application/sharing/admission-rules.ts";
import { sealCommit, sealRefusal } from "../../../src/eventlog/chain/seal-commit.ts";
import { sha256 } from "../../../src/eventlog/chain/sha256.ts";
import { EMPTY_HEAD, type JsonObject, type StreamName } from "../../../src/eventlog/envelope.ts";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import {
  createMessageReader,
  encodeShared,
  type SharedRecord,
} from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import type { Sequence } from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import type { ReadMessage } from "../../../src/eventlog/jetstream/replica/replica-cursor.ts";
import {
  createSharedReplica,
  type SharedReplica,
} from "../../../src/eventlog/jetstream/replica/stream-replica.ts";
import { type Signer, signMessage } from "../../../src/eventlog/jetstream/signing/signatures.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { recordCommand } from "../../../src/eventlog/records.ts";
import { NOW, openSession } from "../open-session.ts";
import {
  type Chance,
  createChance,
  oneOf,
  spoilMessage,
  spoilSignature,
  spoiltHeaders,
} from "./spoil-message.ts";

/** A message as it is sent. */
export interface SentMessage {
  readonly payload: Uint8Array;
  /** All bytes in front of it, as latin 1. */
  readonly headers: string;
}

/**
 * A shared book into which people write what is sound and what is spoilt, the same for the same
 * seed.
 */
export interface SpoiltBook {
  /** A page that is open all the time, and its log. */
  readonly page: SharedReplica;
  readonly log: EventLog;
  /** All that was sent, as the page read it. */
  readonly messages: readonly ReadMessage[];
  /** The messages of a client with a wallet, with which the book begins. */
  begin(): Promise<readonly SentMessage[]>;
  /** The next message, which the page has read. */
  next(): Promise<SentMessage>;
}

const PLAIN = "NATS/1.0\r\n\r\n";
const now = () => NOW;

/** Events that nearly fill a message. */
const MANY_EVENTS = 1_900;

/** Opens the book of a seed, which decides the keys of its people as well. */
export async function openSpoiltBook(stream: string, seed: number): Promise<SpoiltBook> {
  const random = createChance(seed);
  const signers = [await seededSigner("ada", seed), await seededSigner("mallory", seed)];
  const read = createMessageReader(stream);
  const log = createMemoryLog({ now });
  const { history, follower } = await openSession(log);
  const { judge } = createBookAdmission(history, follower);
  const page = await createSharedReplica(log, { judge });
  const messages: ReadMessage[] = [];
  const send = async (payload: Uint8Array, headers = PLAIN): Promise<SentMessage> => {
    const sequence = (messages.length + 1) as Sequence;
    const message = { sequence, shared: await read(payload) };
    messages.push(message);
    await page.apply([message]);
    return { payload, headers };
  };
  const sound: Uint8Array[] = [];
  const makePayload = async (): Promise<Uint8Array> => {
    const made = encodeShared(await soundMessage(log, messages.length, random));
    const sign = (payload: Uint8Array) => signMessage(stream, payload, oneOf(random, signers));
    switch (random(10)) {
      case 0:
        return made;
      case 1:
        sound.push(await sign(made));
        return sound.at(-1) as Uint8Array;
      case 2:
        return sound.length > 0 ? oneOf(random, sound) : made;
      case 3:
        return spoilSignature(await sign(made), random);
      case 4:
        return spoilMessage(await sign(made), random);
      case 5:
      case 6:
        return spoilMessage(made, random);
      default:
        return sign(spoilMessage(made, random));
    }
  };
  return {
    ...{ page, log, messages },
    async begin() {
      const sent: SentMessage[] = [];
      let base: SharedRecord["base"] = EMPTY_HEAD;
      const first = await beginning();
      for (const entry of await first.journal()) {
        if (entry.outcome !== "accepted") continue;
        const [from, to] = [entry.positions[0], entry.positions.at(-1)];
        const events = await first.read({ from: from as never, to: to as never });
        sent.push(await send(encodeShared({ base, record: { events: events as never } })));
        base = events.at(-1) as never;
      }
      return sent;
    },
    async next() {
      const headers = spoiltHeaders(random);
      const isEmpty = headers !== PLAIN && random(2) === 0;
      return send(isEmpty ? new Uint8Array() : await makePayload(), headers);
    },
  };
}

/** A log of a client with a wallet. */
async function beginning(): Promise<EventLog> {
  const log = createMemoryLog({ now });
  const { bus } = await openSession(log);
  const commands = [
    { type: "RegisterClient", username: "ada", clientId: "ada" },
    { type: "CreditWallet", client: "ada", amount: 1, currency: "EUR" },
  ];
  for (const command of commands) await bus.dispatch({ ...command, commandId: command.type });
  return log;
}

/** What stands in front of the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = "302e020100300506032b657004220420";

/** Somebody whose key follows from a seed. */
async function seededSigner(name: string, seed: number): Promise<Signer> {
  const bytes = Buffer.from(PKCS8 + sha256(`${name} ${seed}`), "hex");
  const key = await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  return {
    author: { name, key: Buffer.from(x, "base64url").toString("hex") },
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign("Ed25519", key, new Uint8Array(bytes))),
  };
}

/** Sound messages behind all that stands in a log, of a client, an order and what was refused. */
async function soundMessage(log: EventLog, number: number, random: Chance): Promise<SharedRecord> {
  const base = await log.head();
  const kind = random(4);
  const streams = ["client-ada", `order-${number}`, "wallet-ada"] as StreamName[];
  const found = await Promise.all(streams.map(async (name) => [name, await log.versionOf(name)]));
  const versions = new Map(found as [StreamName, never][]);
  const id = `m${number}`;
  const common = { occurredAt: NOW, expected: [] };
  if (kind === 0) {
    const command = recordCommand(id as never, "PayOrder", { orderId: "none" });
    const refusal = { code: "unknown-order", message: "There is no such order." };
    const attempt = { ...common, command, refusal };
    return { base, record: sealRefusal(attempt, base.position, versions, NOW) };
  }
  const line = { productCode: "TEA", quantity: 1 + random(5), unitPrice: random(1_000) };
  const [type, stream, data, payload] = oneOf<[string, string, JsonObject, JsonObject]>(random, [
    ["ClientChanged", "client-ada", { email: `${id}@example.org` }, { client: "ada" }],
    [
      "OrderPlaced",
      `order-${number}`,
      { clientId: "ada", currency: "EUR", lines: [line] },
      { client: "ada", lines: [line] },
    ],
    ["WalletCredited", "wallet-ada", { amount: 1 + random(100) }, { client: "ada" }],
  ]);
  const command = recordCommand(id as never, "Asked", payload);
  const event = { type, stream: stream as StreamName, data, schemaVersion: 1 };
  // A few have as many events as fit into a message.
  const more = random(100) === 0 && type !== "OrderPlaced" ? MANY_EVENTS : 0;
  const events = [event, ...Array.from({ length: more }, () => event)] as const;
  const record = sealCommit({ ...common, command, events }, base, versions, NOW);
  return random(4) === 0 ? { base, record, ahead: true } : { base, record };
}
