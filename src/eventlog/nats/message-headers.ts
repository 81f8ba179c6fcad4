import { headers, type Msg, type MsgHdrs } from "@nats-io/nats-core";

/**
 * Bytes of the longest headers that are read, as the server's own are short: the client takes their
 * square, so that a message of many names would keep the page busy for minutes.
 */
const MOST_BYTES = 2_048;

const encoder = new TextEncoder();

/** Bytes of the headers of a message; 0 where it has none. */
export function headerBytesOf(message: Msg): number {
  const { subject, reply = "", data } = message;
  const around = encoder.encode(subject).length + encoder.encode(reply).length;
  // The client has this and does not say so in its type.
  const { size } = message as Msg & { size(): number };
  return size.call(message) - around - data.length;
}

/**
 * Headers of a message that anybody may have written; none of them where they are too long, or the
 * client cannot read them, which throws. A callback that throws ends all reading on its connection.
 */
export function headersOf(message: Msg): MsgHdrs | undefined {
  if (headerBytesOf(message) > MOST_BYTES) return headers();
  try {
    return message.headers;
  } catch {
    return headers();
  }
}
