import { findProgram } from "./find-program.mjs";

// Where installers put it and leave PATH alone.
const PLACES = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/**
 * Path of a Firefox: `FIREFOX_PATH`, else the system's, else the one fetched for this checkout.
 *
 * @returns {string | undefined}
 */
export function findFirefox() {
  return findProgram({
    variable: "FIREFOX_PATH",
    names: ["firefox-esr", "firefox"],
    places: PLACES,
  });
}
