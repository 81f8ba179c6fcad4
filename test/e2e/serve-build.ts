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
  /**
   * From now on another release is served: the same app, told apart by its service worker, and
   * without the files whose path has `gone` in it, as where a name of theirs has changed.
   */
  release(gone?: string): void;
  close(): void;
}

/** Serves what was built. @param redirects whether the page is found at `/` alone, as some hosts have it. */
export async function serveBuild({ redirects = false } = {}): Promise<ServedBuild> {
  let release = 0;
  let missing: string | undefined;
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    if (redirects && pathname === "/index.html")
      return response.writeHead(308, { location: "/" }).end();
    const file = join(DIST, pathname === "/" ? "index.html" : pathname);
    const isGone = missing !== undefined && pathname.includes(missing);
    if (isGone || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    if (pathname === "/service-worker.js") {
      const text = readFileSync(file, "utf8");
      // Its list of what the release is made of.
      const entry = new RegExp(`\\{[^{}]*"?url"?:"[^"]*${missing}[^"]*"[^{}]*\\},?`, "g");
      const listed = missing === undefined ? text : text.replace(entry, "");
      return response.end(`${listed}\n// release ${release}`);
    }
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    release(gone) {
      release += 1;
      missing = gone;
    },
    close: () => server.close(),
  };
}
