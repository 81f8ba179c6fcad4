import { findProgram } from "./find-program.mjs";

/**
 * Path of a nats-server: `NATS_SERVER_PATH`, else the system's, else the one fetched for this checkout.
 *
 * @returns {string | undefined}
 */
export function findNatsServer() {
  return findProgram({ variable: "NATS_SERVER_PATH", names: ["nats-server"] });
}
