import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { get as getPlain } from "node:http";
import { get, type RequestOptions } from "node:https";

/** How a page somewhere knocks at a web socket. */
export interface Knock {
  /** `ws://…` or `wss://…` */
  readonly address: string;
  readonly origin: string;
  /** The authority that its certificate is of, in PEM. */
  readonly ca?: string;
}

/** Opens a web socket as a browser would. Resolves to the HTTP status: 101 when it is let in. */
export async function knock({ address, origin, ca }: Knock): Promise<number | undefined> {
  const { protocol, hostname, port } = new URL(address);
  const options: RequestOptions = {
    hostname,
    port,
    ...(ca && { ca }),
    headers: {
      Origin: origin,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "aGluZHNpZ2h0IGtub2Nrcw==",
    },
  };
  const request = protocol === "wss:" ? get(options) : getPlain(options);
  const [response] = (await Promise.race([
    once(request, "upgrade"),
    once(request, "response"),
  ])) as [IncomingMessage];
  request.destroy();
  return response.statusCode;
}
