import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNatsServer } from "../tools/find-nats-server.mjs";

/** A nats-server of this test alone: JetStream in a folder of its own, on free ports of this machine. */
export interface NatsServer {
  /** Address for programs, `nats://127.0.0.1:…`. */
  readonly address: string;
  /** Address for browsers, `ws://127.0.0.1:…`. */
  readonly webAddress: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and the same folder. */
  restart(): Promise<void>;
  /** Ends it and leaves nothing behind. */
  stop(): Promise<void>;
}

const MISSING =
  "The tests of shared books need nats-server 2.9 or newer. Debian: apt-get install nats-server; elsewhere: https://nats.io/download. Then run them again.";

/** Milliseconds within which a server is ready. Generous: a slow machine is no failure. */
const READY = 60_000;

/**
 * Starts a server.
 * @param more lines of configuration beside those that every server has.
 * @param moreWeb the same for browsers.
 * @throws Error that says what to install, where there is none.
 */
export async function startNatsServer(more = "", moreWeb = ""): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "hindsight-nats-"));
  const config = (port: number, webPort: number): string => `
    listen: "127.0.0.1:${port}"
    ports_file_dir: "${folder}"
    jetstream { store_dir: "${join(folder, "store")}", max_file: 10TB }
    websocket { listen: "127.0.0.1:${webPort}", no_tls: true, ${moreWeb} }
    ${more}
  `;
  let running = await run(folder, config(-1, -1));
  const { address, webAddress } = running;
  return {
    address,
    webAddress,
    kill: () => running.end("SIGKILL"),
    async restart() {
      running = await run(folder, config(portOf(address), portOf(webAddress)));
    },
    async stop() {
      await running.end("SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder: string, config: string) {
  const file = join(folder, "nats.conf");
  await writeFile(file, config);
  const server = spawn(findNatsServer() ?? "nats-server", ["-c", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(server, "exit").catch(() => {});
  // A run that ends before its tests have stopped the server leaves none behind.
  const killIt = () => server.kill("SIGKILL");
  process.once("exit", killIt);
  ended.then(() => process.off("exit", killIt));
  const failed = once(server, "error").then(([error]) => {
    throw new Error((error as NodeJS.ErrnoException).code === "ENOENT" ? MISSING : String(error));
  });
  await Promise.race([untilReady(() => said), failed]);
  const ports = await readPorts(folder, server.pid);
  return {
    ...ports,
    async end(signal: "SIGKILL" | "SIGTERM") {
      server.kill(signal);
      await ended;
    },
  };
}

async function untilReady(said: () => string): Promise<void> {
  const end = Date.now() + READY;
  while (!said().includes("Server is ready")) {
    if (Date.now() > end) throw new Error(`nats-server was not ready in time:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function readPorts(folder: string, pid: number | undefined) {
  const file = join(folder, `nats-server_${pid}.ports`);
  const text = await waitFor(() => readFile(file, "utf8"));
  const { nats, websocket } = JSON.parse(text) as { nats: [string]; websocket: [string] };
  return { address: nats[0], webAddress: websocket[0] };
}

async function waitFor(read: () => Promise<string>): Promise<string> {
  const end = Date.now() + READY;
  for (;;) {
    const text = await read().catch(() => "");
    if (text.endsWith("}")) return text;
    if (Date.now() > end) throw new Error("nats-server did not tell its ports in time.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function portOf(address: string): number {
  return Number(new URL(address).port);
}
