import { headers, type Msg, type MsgHdrs } from "@nats-io/nats-core";

/**
 * Headers of a message that anybody may have written; none of them where the client cannot read
 * them, which throws. A callback that throws ends all reading on its connection.
 */
export function headersOf(message: Msg): MsgHdrs | undefined {
  try {
    return message.headers;
  } catch {
    return headers();
  }
}
