import { defineConfig, type ReporterDescription } from "@playwright/test";
import { BASE_URL, launchOptions, PORT } from "./browser.ts";

const { HINDSIGHT_E2E_REPORT: reportFile } = process.env;
const report: ReporterDescription[] = reportFile ? [["json", { outputFile: reportFile }]] : [];

export default defineConfig({
  testDir: ".",
  outputDir: "../results/e2e",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous: a slow machine is no failure.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["line"], ...report],
  // What is kept for later would be fetched anew in every test.
  use: {
    ...{ baseURL: BASE_URL, launchOptions, serviceWorkers: "block" },
    ...{ locale: "en-US", timezoneId: "UTC" },
  },
  projects: [
    { name: "stories", testMatch: "*.e2e.ts", testIgnore: "shared-cluster.e2e.ts" },
    // Seven programs that each want a processor: beside other work it would measure only that.
    { name: "cluster", testMatch: "shared-cluster.e2e.ts" },
  ],
  webServer: {
    command: `npx --no-install vite preview --port ${PORT} --strictPort`,
    cwd: "../..",
    url: BASE_URL,
    // `check.mjs` has built the app and wants that one; by hand a running server is welcome.
    reuseExistingServer: !reportFile,
    timeout: 120_000,
  },
});
