import { defineConfig } from "vitest/config";

/** The quick tests of the rooms that are mutated, and of the store on top of them. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/{eventlog,domain,read-model,application,formats}/**/*.test.ts"],
    // Thorough, but too slow to run for each mutant.
    exclude: ["**/*.chromium.test.ts", "**/{mutated-files,flipped-bytes,northwind}.test.ts"],
    testTimeout: 20_000,
  },
});
