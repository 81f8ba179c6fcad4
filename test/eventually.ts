import { vi } from "vitest";

/** Milliseconds. Generous: a slow machine is no failure. */
const PATIENT = 60_000;

/** Waits until a check holds: it throws no more. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: PATIENT, interval: 5 });
}
