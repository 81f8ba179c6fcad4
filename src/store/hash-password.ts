import type { HashRequest, HashResponse } from "./argon2id.worker.ts";

/**
 * Hashes a password with Argon2id in a worker, so that the page stays alive. The worker and its WebAssembly are
 * loaded with the first password and end with each one: nothing that held a password stays around.
 * @returns the hash with its salt and parameters, as a PHC string.
 */
export function hashPassword(password: string): Promise<string> {
  const worker = new Worker(new URL("./argon2id.worker.ts", import.meta.url), { type: "module" });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<HashResponse>) => resolve(data.hash);
    worker.onerror = ({ message }) =>
      reject(new Error(`The password could not be hashed: ${message}`));
    const salt = crypto.getRandomValues(new Uint8Array(16));
    worker.postMessage({ password, salt } satisfies HashRequest);
  }).finally(() => worker.terminate());
}
