import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SelfSigned } from "./self-signed.ts";

const DEPLOY = fileURLToPath(new URL("../../../deploy", import.meta.url));

/** A copy of `deploy/` as somebody sets it up, with the lines changed that differ from machine to machine. */
export interface Installed {
  /** The folder of its configurations. */
  readonly configurations: string;
  remove(): Promise<void>;
}

/** What those lines say in a test. */
export interface Machine {
  readonly certificate: SelfSigned;
  readonly web: number;
  readonly programs: number;
  /** Every node's port for the others, one's own first; none where a node is alone. */
  readonly nodes?: readonly number[];
}

/** Passwords of the people in people.conf. Quoted, as it says there. */
export const PASSWORDS = {
  OWNER_PASSWORD: '"owner’s #1 secret"',
  WRITER_PASSWORD: '"12345"',
  READER_PASSWORD: '"$2b$10$YTxI2C5GRzGZD3eG3EndA.BysCfNXHkL08j4dZKQZAsOQ2iuA44UO"',
};

/** Puts `deploy/` where a server can be started from it. */
export async function install(machine: Machine): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), "hindsight-deploy-"));
  const configurations = join(folder, "deploy");
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  await cp(DEPLOY, configurations, { recursive: true });
  await writeFile(certificate, machine.certificate.certificate);
  await writeFile(key, machine.certificate.key);
  const here = {
    WEB: `127.0.0.1:${machine.web}`,
    PROGRAMS: `127.0.0.1:${machine.programs}`,
    STORE: join(folder, "store"),
    CERT: certificate,
    KEY: key,
  };
  const { nodes } = machine;
  const ofNodes = nodes && {
    NODES: `127.0.0.1:${nodes[0]}`,
    ROUTES: nodes.map((port) => `tls://localhost:${port}`),
    NODE_CERT: certificate,
    NODE_KEY: key,
    NODE_CA: certificate,
  };
  const file = join(configurations, nodes ? "three-nodes/node.conf" : "one-node.conf");
  await change(file, { ...here, ...ofNodes });
  return {
    configurations,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function change(file: string, lines: Readonly<Record<string, unknown>>): Promise<void> {
  let text = await readFile(file, "utf8");
  for (const [name, value] of Object.entries(lines)) {
    const line = new RegExp(`^${name} = .*$`, "m");
    if (!line.test(text)) throw new Error(`${file} has no line ${name}.`);
    text = text.replace(line, () => `${name} = ${JSON.stringify(value)}`);
  }
  await writeFile(file, text);
}
