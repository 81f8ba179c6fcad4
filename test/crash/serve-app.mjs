import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, preview } from "vite";

// Strict, so that no round ever talks to somebody else's server, and fixed, because storage belongs to the port too.
const PORT = 4988;

/**
 * Serves the built app, which is built first where it is missing.
 *
 * @param {string} outDir folder of the built app
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export async function serveApp(outDir) {
  if (!existsSync(join(outDir, "index.html"))) {
    await build({ build: { outDir }, logLevel: "error" });
  }
  const server = await preview({
    build: { outDir },
    preview: { port: PORT, strictPort: true },
    logLevel: "error",
  });
  return { address: `http://localhost:${PORT}/`, close: () => server.close() };
}
