import { chromiumLaunch } from "../tools/find-chromium.mjs";

/** Port of the built app under test. Strict, so that no test ever talks to somebody else's server; two copies take two. */
export const PORT = Number(process.env["HINDSIGHT_E2E_PORT"] ?? 4987);

/** Address of the built app under test. */
export const BASE_URL = `http://localhost:${PORT}`;

/** The Chromium that runs the app. */
export const launchOptions = chromiumLaunch();
