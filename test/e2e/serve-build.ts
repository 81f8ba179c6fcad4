import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const TYPES: { readonly [Extension in string]?: string } = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The built app on a port of its own, whose next release can be put out while it is served. */
export interface ServedBuild {
  readonly address: string;
  /** From now on another release is served: the same app, told apart by its service worker. */
  release(): void;
  close(): void;
}

/** Serves what was built. */
export async function serveBuild(): Promise<ServedBuild> {
  let release = 0;
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = join(DIST, pathname === "/" ? "index.html" : pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    if (pathname === "/service-worker.js") {
      return response.end(`${readFileSync(file, "utf8")}\n// release ${release}`);
    }
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    release() {
      release += 1;
    },
    close: () => server.close(),
  };
}
