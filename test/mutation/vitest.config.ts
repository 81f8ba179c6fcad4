import { defineConfig } from "vitest/config";

/** The quick tests of the rooms that are mutated, and of the store on top of them. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/{eventlog,domain,views,store}/**/*.test.ts"],
    exclude: ["**/*.chromium.test.ts"],
    testTimeout: 20_000,
  },
});
