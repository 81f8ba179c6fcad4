import { preview } from "vite";

// With these a page may use shared memory and has clocks of microseconds.
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * Serves what was built. Vite would end the process on SIGTERM before figures are kept, so signals
 * are left to the run.
 *
 * @param {string} outDir
 * @param {import("vite").InlineConfig} config
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export async function serveBuild(outDir, config) {
  const before = process.listeners("SIGTERM");
  const server = await preview({
    ...config,
    build: { outDir },
    preview: { ...config.preview, headers: HEADERS },
  });
  for (const listener of process.listeners("SIGTERM")) {
    if (!before.includes(listener)) process.off("SIGTERM", listener);
  }
  const [address = ""] = server.resolvedUrls?.local ?? [];
  return { address, close: () => server.close() };
}
