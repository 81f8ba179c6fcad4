import type { Plugin } from "vite";
import {
  isWorker,
  LASTING,
  LASTING_FOLDER,
  RESPONSE_HEADERS,
  WORKER_HEADERS,
} from "./src/app/pwa/response-headers.ts";

/**
 * Puts beside what is built what a host of files wants to know: `_headers`, which Netlify,
 * Cloudflare Pages and others read.
 */
export function hostingFiles(): Plugin {
  return {
    name: "hosting-files",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    generateBundle(_, bundle) {
      const workers = Object.keys(bundle)
        .map((file) => `/${file}`)
        .filter(isWorker);
      this.emitFile({ type: "asset", fileName: "_headers", source: headersFile(workers) });
    },
  };
}

// Rules of one path add up: a worker keeps to its own policy and to that of all files.
function headersFile(workers: readonly string[]): string {
  const worker = { "Content-Security-Policy": WORKER_HEADERS["Content-Security-Policy"] };
  return [
    rule("/*", RESPONSE_HEADERS),
    rule(`${LASTING_FOLDER}*`, { "Cache-Control": LASTING }),
    ...workers.map((path) => rule(path, worker)),
  ].join("\n");
}

function rule(path: string, headers: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${lines.join("")}`;
}
