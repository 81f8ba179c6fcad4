import type { StreamName } from "../../eventlog/envelope.ts";
import type { Book } from "../aggregate.ts";
import { type Rejection, reject } from "../rejection.ts";

/** Whether a record still stands at the version that somebody saw before changing it. Nothing was seen, nothing is asked. */
export function checkVersion(
  stream: StreamName,
  expected: number | undefined,
  state: Book,
): Rejection | undefined {
  if (expected === undefined) return undefined;
  const actual = state.versionOf(stream);
  if (expected >= state.changedVersionOf(stream) && expected <= actual) return undefined;
  if (expected > actual) {
    const message = `There is no version ${expected} of this yet: it stands at version ${actual}. Look at it, then save again.`;
    return reject("version-conflict", message, "expectedVersion");
  }
  const message = `This was changed meanwhile: it stands at version ${actual}, you saw version ${expected}. Look at both, then save again.`;
  return reject("version-conflict", message, "expectedVersion");
}
