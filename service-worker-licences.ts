import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** File of `dist` with the licences of all that is shipped; Vite begins it. */
export const LICENCES = "licences.txt";

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Adds the licences of what is bundled into the service worker, which is built by itself, last. */
export function serviceWorkerLicences(): Plugin {
  return {
    name: "service-worker-licences",
    writeBundle({ dir = "dist" }, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === "chunk" ? file.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []));
      for (const folder of [...folders].sort()) {
        appendFileSync(join(dir, LICENCES), licenceOf(folder));
      }
    },
  };
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = readFileSync(`${folder}/LICENSE`, "utf8").trim();
  return `\n## ${name} - ${version} (${license})\n\n${text}\n`;
}
