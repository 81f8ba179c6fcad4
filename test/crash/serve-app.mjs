import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, preview } from "vite";
import { freePort } from "../tools/free-port.mjs";

/**
 * Serves the built app, which is built first where it is missing, on one port to the end: storage belongs to it, too.
 *
 * @param {string} outDir folder of the built app
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export async function serveApp(outDir) {
  if (!existsSync(join(outDir, "index.html"))) {
    await build({ build: { outDir }, logLevel: "error" });
  }
  const port = await freePort();
  const server = await preview({
    build: { outDir },
    // No round ever talks to another server.
    preview: { port, strictPort: true },
    logLevel: "error",
  });
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}
