import type { UsernameKey } from "../../src/domain/aggregates/username.ts";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import type { BookId, ClientId, OrderId } from "../../src/domain/ids.ts";
import { BOOK_STREAM, clientStream, orderStream } from "../../src/domain/ids.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { Actor, EpochMs, NewEvent, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { commandId, stream } from "../eventlog/attempts.ts";

/** The book that the golden log belongs to. */
export const GOLDEN_BOOK = "0c34bc63-5d1e-4b0a-9c1f-2f6f6d1f9a10" as BookId;

/** Head hash of the golden log. It changes only if an old log can no longer be read as it was. */
export const GOLDEN_FINGERPRINT =
  "cee67bb7382cdd3399d90132b4925eb0df23ae9c49580e19240ecf6b8d47dd53";

const KEY = sha256("a key for tests") as string as UsernameKey;
const NOON = Date.UTC(2026, 4, 3, 12) as EpochMs;
const [ADA, ODD] = ["c-ada" as ClientId, "c-odd" as ClientId];
const [FIRST, SECOND] = ["o-1" as OrderId, "o-2" as OrderId];
/** A name with a quote, a backslash, a line break, an astral letter and half of one. */
const ODD_NAME = 'O"Neil\\\n𝒪\ud800';

const event = (name: string, type: string, data: NewEvent["data"]): NewEvent => ({
  stream: stream(name),
  type,
  schemaVersion: 1,
  data,
});

const COMMANDS: readonly (readonly [string, Actor | undefined, NewEvent, ...NewEvent[]])[] = [
  [
    "register-ada",
    { kind: "user", id: "u-1" },
    event(BOOK_STREAM, "BookOpened", { usernameKey: KEY }),
    event(clientStream(ADA), "ClientRegistered", {
      username: "ada",
      name: "Ada Lovelace",
      passwordHash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g",
    }),
    event(usernameStream(KEY, "ada"), "UsernameReserved", { clientId: ADA }),
  ],
  [
    "register-odd",
    undefined,
    event(clientStream(ODD), "ClientRegistered", { username: ODD_NAME, phone: "+49 30 1234" }),
    event(usernameStream(KEY, ODD_NAME), "UsernameReserved", { clientId: ODD }),
  ],
  [
    "place-1",
    { kind: "system" },
    event(orderStream(FIRST), "OrderPlaced", {
      clientId: ADA,
      lines: [
        { productCode: "Chai", quantity: 3, unitPrice: 1999, discount: 1500 },
        { productCode: "grüner Tee", quantity: 1, unitPrice: 0 },
      ],
      currency: "EUR",
      reference: "A-17",
    }),
  ],
  [
    "place-2",
    undefined,
    event(orderStream(SECOND), "OrderPlaced", {
      clientId: ODD,
      lines: [{ productCode: "Chang", quantity: 12, unitPrice: 1900 }],
      currency: "EUR",
    }),
  ],
  ["ship-1", undefined, event(orderStream(FIRST), "OrderShipped", {})],
  [
    "cancel-2",
    undefined,
    event(orderStream(SECOND), "OrderCancelled", { reason: "ordered twice\u2028" }),
  ],
  [
    "note",
    undefined,
    event("notes-elsewhere", "org.example.Note", { text: "kept", deep: [1.5, -2e-7, null, [{}]] }),
  ],
];

/** Makes the golden log anew. The files in `fixtures/` were written from it once and are not written again. */
export async function makeGoldenLog(): Promise<RecordedEvent[]> {
  let clock = NOON;
  const log = createMemoryLog({ now: () => clock });
  for (const [id, actor, first, ...more] of COMMANDS) {
    clock = (clock + 61_007) as EpochMs;
    const command = { id: commandId(id), type: "Test", payload: {}, digest: sha256(id) };
    await log.append({
      command,
      events: [first, ...more],
      expected: [],
      occurredAt: (clock - 5_003) as EpochMs,
      ...(actor && { actor }),
    });
  }
  return log.read();
}
