import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { hostingFiles } from "./hosting-files.ts";
import { LICENCES, serviceWorkerLicences } from "./service-worker-licences.ts";
import { PAGE_POLICY, RESPONSE_HEADERS } from "./src/app/pwa/response-headers.ts";
import { chromiumLaunch } from "./test/tools/find-chromium.mjs";

// Few files for what the first screen needs: by default, whatever a later screen shares with it becomes a file of its own.
const FIRST_FILES = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
  { name: "nats", test: /node_modules[\\/]@nats-io[\\/]/ },
  { name: "first", tags: ["$initial"] as "$initial"[] },
];

// A worker needs nearly all of its code at once: small files that come later would come once for each worker.
const WORKER_FILES = [{ name: "parts", test: /src[\\/]/ }];

export default defineConfig({
  plugins: [react(), contentSecurityPolicy(), hostingFiles(), serviceWorker()],
  server: { host: "localhost" },
  preview: {
    host: "localhost",
    headers: RESPONSE_HEADERS,
  },
  worker: {
    format: "es",
    rolldownOptions: { output: { codeSplitting: { groups: WORKER_FILES } } },
  },
  build: {
    // The first versions with `light-dark()` and typed custom properties.
    target: ["chrome123", "firefox128", "safari17.5"],
    // All of them know `modulepreload`.
    modulePreload: { polyfill: false },
    license: { fileName: LICENCES },
    rolldownOptions: { output: { codeSplitting: { groups: FIRST_FILES } } },
  },
  test: {
    // Generous: a slow machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          // No test changes what another one imports, and loading it all anew for each file takes longer than the tests.
          pool: "threads",
          isolate: false,
          maxWorkers: 3,
          include: [
            "test/{eventlog,domain,read-model,application,formats,acceptance}/**/*.test.ts",
            "test/bench/*.test.ts",
          ],
          exclude: ["**/*.chromium.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "jsdom",
          pool: "threads",
          maxWorkers: 2,
          include: ["test/ui/**/*.test.tsx"],
          setupFiles: ["test/ui/setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "chromium",
          include: ["test/**/*.chromium.test.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: "firefox",
          environment: "node",
          include: ["test/firefox/**/*.test.ts"],
          // One Firefox at a time.
          fileParallelism: false,
        },
      },
    ],
  },
});

// The list of what it keeps is known once all is built.
function serviceWorker() {
  return VitePWA({
    strategies: "injectManifest",
    srcDir: "src/app/pwa",
    filename: "service-worker.ts",
    injectRegister: false,
    manifest: false,
    injectManifest: {
      buildPlugins: { vite: [serviceWorkerLicences()] },
      globPatterns: ["**/*.{html,js,css,svg,wasm,webmanifest}", "icons/*.png", "samples/**/*"],
    },
  });
}

// Only in what is built: while developing, Vite puts scripts and styles into the page itself.
function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: PAGE_POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}
