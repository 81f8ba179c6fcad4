/** What a promise was rejected with. Resolving is the failure here. */
export async function caught(promise: Promise<unknown>): Promise<unknown> {
  const marker = {};
  const outcome = await promise.then(
    () => marker,
    (error: unknown) => error,
  );
  if (outcome === marker) throw new Error("This should have been refused, but was accepted.");
  return outcome;
}

/** What a function threw. Returning is the failure here. */
export function caughtNow(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("This should have been refused, but was accepted.");
}
