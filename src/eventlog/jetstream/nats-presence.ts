import type { NatsConnection } from "@nats-io/nats-core";
import * as v from "valibot";
import { hereOf } from "../shared-address.ts";
import type { Presence, SharedLink } from "../shared-link.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const presence = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.maxLength(100)),
  at: v.union([count, v.literal("live")]),
  head: v.object({ position: count, hash: v.pipe(v.string(), v.maxLength(64)) }),
  leaves: v.optional(v.literal(true)),
});
const message = v.pipe(v.string(), v.parseJson(), presence);

/** Who is here, by plain messages that the engine passes on and forgets. What anybody else sends there is left out. */
export function openPresence(
  connection: NatsConnection,
  name: string,
): Pick<SharedLink, "announce" | "onPresence"> {
  const subject = hereOf(name);
  return {
    announce(here) {
      if (!connection.isClosed()) connection.publish(subject, JSON.stringify(here));
    },
    onPresence(listener) {
      connection.subscribe(subject, {
        callback(error, told) {
          if (error) return;
          const read = v.safeParse(message, told.string());
          if (read.success) listener(read.output as Presence);
        },
      });
    },
  };
}
