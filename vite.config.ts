import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumLaunch } from "./test/tools/find-chromium.mjs";

export default defineConfig({
  plugins: [react()],
  server: { host: "localhost" },
  preview: { host: "localhost" },
  worker: { format: "es" },
  build: {
    // The first versions with `light-dark()`.
    target: ["chrome123", "firefox120", "safari17.5"],
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
          include: ["test/{eventlog,domain,views,store,transfer,systems}/**/*.test.ts"],
          exclude: ["**/*.chromium.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "ui",
          environment: "jsdom",
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
    ],
  },
});
