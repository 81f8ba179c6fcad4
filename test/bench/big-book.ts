import type { UsernameKey } from "../../src/domain/aggregates/username.ts";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import {
  BOOK_STREAM,
  type ClientId,
  clientStream,
  type OrderId,
  orderStream,
} from "../../src/domain/ids.ts";
import { hashEvent } from "../../src/eventlog/chain/hash-chain.ts";
import { EMPTY_HEAD, type RecordedEvent } from "../../src/eventlog/envelope.ts";

const BEGIN = Date.UTC(2020, 0, 1);
const PRODUCTS = 80;
const ROUND = 10;
const KEY = "ab".repeat(32) as UsernameKey;

/**
 * A book of so many events, batch by batch, the same at every run: of ten events two register a client, four place an order,
 * three ship one and one cancels one. About 400 bytes of JSON each.
 */
export function* bigBook(count: number, batch = 4_096): Iterable<RecordedEvent[]> {
  const random = createRandom();
  const versions = new Map<string, number>();
  const clients: ClientId[] = [];
  const open: OrderId[] = [];
  let pending: RecordedEvent[] = [];
  let previous = EMPTY_HEAD.hash;
  let position = 0;
  let time = BEGIN;
  let commandId = "";
  let inCommand = 0;

  const event = (begins: boolean, type: string, stream: string, data: object): RecordedEvent => {
    position += 1;
    if (begins) {
      commandId = random.uuid();
      inCommand = 0;
      time += Math.floor(random.next() * 120_000);
    }
    inCommand += 1;
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const meta = {
      occurredAt: time,
      recordedAt: time + 5,
      commandId,
      correlationId: commandId,
      causationId: commandId,
    };
    const id = `${commandId}.${inCommand}`;
    const schemaVersion = type === "BookOpened" ? 2 : 1;
    const unhashed = { position, id, type, schemaVersion, stream, version, data, meta };
    previous = hashEvent(previous, unhashed as never);
    return { ...unhashed, hash: previous } as unknown as RecordedEvent;
  };

  const next = (): RecordedEvent[] => {
    if (position === 0) {
      const data = { usernameKey: KEY, usernameForm: "nfkc-casefold-1" };
      return [event(true, "BookOpened", BOOK_STREAM, data)];
    }
    const turn = position % ROUND;
    if (turn <= 1 || clients.length === 0) {
      const clientId = random.uuid() as ClientId;
      clients.push(clientId);
      const name = `Client ${clients.length}`;
      const username = `client-${clients.length}`;
      return [
        event(true, "ClientRegistered", clientStream(clientId), {
          username,
          name,
          email: `${username}@example.org`,
        }),
        event(false, "UsernameReserved", usernameStream(KEY, username), { clientId }),
      ];
    }
    if (turn <= 5 || open.length === 0) {
      const orderId = random.uuid() as OrderId;
      open.push(orderId);
      const lines = Array.from({ length: 1 + random.below(3) }, () => ({
        productCode: `P-${random.below(PRODUCTS)}`,
        quantity: 1 + random.below(9),
        unitPrice: 100 + random.below(9_900),
      }));
      const clientId = clients[random.below(clients.length)];
      return [
        event(true, "OrderPlaced", orderStream(orderId), { clientId, currency: "EUR", lines }),
      ];
    }
    const at = random.below(open.length);
    const orderId = open[at] as OrderId;
    open[at] = open.at(-1) as OrderId;
    open.pop();
    return turn < 9
      ? [event(true, "OrderShipped", orderStream(orderId), {})]
      : [event(true, "OrderCancelled", orderStream(orderId), { reason: "changed their mind" })];
  };

  while (position < count) {
    pending.push(...next());
    if (pending.length < batch) continue;
    yield pending;
    pending = [];
  }
  if (pending.length > 0) yield pending;
}

/** Mulberry32, seeded. */
function createRandom() {
  let state = 0x9e3779b9;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return {
    next,
    below: (limit: number): number => Math.floor(next() * limit),
    uuid: (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`,
  };
}
