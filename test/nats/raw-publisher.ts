import { once } from "node:events";
import { createConnection } from "node:net";

/** Publishes what no client would: headers that are any bytes. */
export interface RawPublisher {
  /** Resolves once the server has taken it. @param headers all bytes in front of the content. */
  publish(subject: string, headers: string, content?: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Asks for an answer once all before it was taken. */
const PING = Buffer.from("\r\nPING\r\n");

/** Connects to a server. @param user whose password is the same. */
export async function openRawPublisher(address: string, user: string): Promise<RawPublisher> {
  const { hostname, port } = new URL(address);
  const socket = createConnection(Number(port), hostname);
  let said = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const untilSaid = async (wanted: RegExp): Promise<void> => {
    while (!wanted.test(said)) await once(socket, "data");
    if (said.includes("-ERR")) throw new Error(`The server refused: ${said}`);
    said = "";
  };
  const options = { user, pass: user, verbose: false, pedantic: false, headers: true };
  socket.setNoDelay().write(`CONNECT ${JSON.stringify(options)}${PING}`);
  await untilSaid(/PONG|-ERR/);
  return {
    async publish(subject, headers, content = new Uint8Array()) {
      const head = Buffer.from(headers, "latin1");
      const line = `HPUB ${subject} ${head.length} ${head.length + content.length}\r\n`;
      socket.write(Buffer.concat([Buffer.from(line), head, content, PING]));
      await untilSaid(/PONG|-ERR/);
    },
    async close() {
      socket.destroy();
      if (!socket.closed) await once(socket, "close");
    },
  };
}
