// `npm run shared`: one nats-server on this machine, to try a shared book with. Nothing but Node's own modules here.
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findNatsServer } from "./find-nats-server.mjs";

const PEOPLE = fileURLToPath(new URL("../../deploy/people.conf", import.meta.url));

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.HINDSIGHT_SHARED_PORT ?? "9222" },
    folder: { type: "string" },
  },
});
const port = Number(values.port);
// For each port its own: no two servers ever write to the same folder.
const folder = join(resolve(values.folder ?? dataFolder()), `shared-${port}`);

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  stop(
    `“${values.port}” is no port. One is a number from 1 to 65535: npm run shared -- --port 9222`,
  );
}
if (!(await isFree())) {
  stop(
    `Port ${port} of this machine is in use already, perhaps by another npm run shared.\n` +
      `End that, or take another port: npm run shared -- --port ${port === 65_535 ? port - 1 : port + 1}`,
  );
}

mkdirSync(folder, { recursive: true });
// Beside the configuration, because what it includes is looked for there.
copyFileSync(PEOPLE, join(folder, "people.conf"));
const file = join(folder, "shared.conf");
writeFileSync(file, configuration());
const passwords = keptPasswords();

const server = spawn(findNatsServer() ?? "nats-server", ["-c", file], {
  stdio: ["ignore", "ignore", "pipe"],
  env: {
    ...process.env,
    OWNER_PASSWORD: JSON.stringify(passwords.owner),
    WRITER_PASSWORD: JSON.stringify(passwords.writer),
    READER_PASSWORD: JSON.stringify(passwords.reader),
  },
});
let isStopping = false;
let said = "";

server.on("error", (error) => {
  const isMissing = /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT";
  stop(
    isMissing
      ? "A shared book needs nats-server 2.9 or newer, which is not here.\n" +
          "Install it (Debian: apt-get install nats-server; macOS: brew install nats-server; elsewhere:\n" +
          "https://nats.io/download), then run npm run shared again."
      : `nats-server did not start: ${error.message}`,
  );
});
server.stderr.setEncoding("utf8").on("data", (text) => {
  const wasReady = isReady();
  said = `${said}${text}`.slice(-10_000);
  if (!wasReady && isReady()) greet();
});
server.on("exit", (code) => {
  // Ctrl-C goes to both at once: it may have obeyed already.
  if (!isStopping && code !== 0) stop(`nats-server ended by itself. The last it said:\n\n${said}`);
  console.log(`\nStopped. The shared books stay in ${folder}`);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    isStopping = true;
    server.kill("SIGTERM");
  });
}

function isReady() {
  return said.includes("Server is ready");
}

function greet() {
  const [, programs] = /client connections on (\S+)/.exec(said) ?? [];
  console.log(`A server for shared books runs on this machine, for a first try.

In Hindsight, on the screen “Sharing”:

  Server addresses   ws://127.0.0.1:${port}

  User     Password
  owner    ${passwords.owner}   shares books
  writer   ${passwords.writer}   joins them and writes
  reader   ${passwords.reader}   joins them and reads

A second window is enough to see it; a private one is a second person.
Nobody reaches it from another machine. Programs on this one: nats://${programs}
The shared books and these passwords stay in ${folder}
Ctrl-C stops it.`);
}

function configuration() {
  return `# Written anew by every npm run shared.
server_name: ${JSON.stringify(`shared-${port}`)}
listen: "127.0.0.1:-1"
websocket {
  listen: "127.0.0.1:${port}"
  no_tls: true
}
jetstream { store_dir: ${JSON.stringify(folder)}, max_mem: 64MB, max_file: 20GB }
include people.conf
`;
}

/**
 * Not the same for everybody: any page that is open in a browser here may knock at the port.
 *
 * @returns {{ owner: string, writer: string, reader: string }}
 */
function keptPasswords() {
  const kept = join(folder, "passwords.json");
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
  const made = { owner: newPassword(), writer: newPassword(), reader: newPassword() };
  writeFileSync(kept, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

function newPassword() {
  const letters = "abcdefghjkmnpqrstuvwxyz";
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
}

function dataFolder() {
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "hindsight");
}

async function isFree() {
  const attempt = createServer();
  try {
    await once(attempt.listen(port, "127.0.0.1"), "listening");
    return true;
  } catch {
    return false;
  } finally {
    attempt.close();
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
