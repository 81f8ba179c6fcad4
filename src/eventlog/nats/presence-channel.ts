import type { Msg, NatsConnection } from "@nats-io/nats-core";
import * as v from "valibot";
import { hereOf } from "../replication/server-address.ts";
import type { Presence, SharedLink } from "../replication/shared-link.ts";
import { headerBytesOf } from "./message-headers.ts";
import { createRateLimit } from "./rate-limit.ts";
import { NOBODY } from "./sign-in.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const presence = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  at: v.union([count, v.literal("live")]),
  head: v.object({ position: count, hash: v.pipe(v.string(), v.maxLength(64)) }),
  leaves: v.optional(v.literal(true)),
});
const message = v.pipe(v.string(), v.parseJson(), presence);

/** Bytes of the largest presence, and letters of the longest name. */
const MAX_BYTES = 1_024;
const MAX_NAME = 100;

/** Messages a second that are read, of one person and of all. A page sends at most seven. */
const MAX_OF_ONE = 20;
const MAX_OF_ALL = 200;

/**
 * Tells who is here by plain messages that the engine passes on and does not store. The name is
 * taken from the subject, to which that person alone may publish, and never from the message.
 * @param person of this connection, as `personOf` gives it.
 */
export function openPresence(
  connection: NatsConnection,
  name: string,
  person: string,
): Pick<SharedLink, "announce" | "onPresence"> {
  return {
    announce({ id, at, head, leaves }) {
      if (connection.isClosed()) return;
      connection.publish(hereOf(name, person), JSON.stringify({ id, at, head, leaves }));
    },
    onPresence(listener) {
      const mayRead = createRateLimit({ ofOne: MAX_OF_ONE, ofAll: MAX_OF_ALL });
      connection.subscribe(hereOf(name, "*"), {
        callback(error, told) {
          if (error) return;
          const teller = told.subject.slice(hereOf(name, "").length);
          if (!mayRead(teller) || teller.length > MAX_NAME || !isTold(told)) return;
          const read = v.safeParse(message, told.string());
          const called = teller === NOBODY ? "" : teller;
          if (read.success) listener({ ...(read.output as Omit<Presence, "name">), name: called });
        },
      });
    },
  };
}

/**
 * Whether a message was published as a presence. Every user can have the engine send its answer to
 * any subject, such as a message of the log that looks like a presence: those have headers.
 */
function isTold(told: Msg): boolean {
  return told.data.length <= MAX_BYTES && headerBytesOf(told) === 0;
}
