import { argon2id } from "hash-wasm";
import { normalForm } from "../domain/normal-form.ts";

/** A password on its way into the worker. */
export interface HashRequest {
  readonly password: string;
  readonly salt: Uint8Array;
}

/** The PHC string on its way out. */
export interface HashResponse {
  readonly hash: string;
}

// OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 iterations, 1 lane.
const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

self.onmessage = async ({ data }: MessageEvent<HashRequest>) => {
  // NFKC, so that the same password typed on another keyboard is the same.
  const password = normalForm(data.password, "NFKC");
  const hash = await argon2id({ password, salt: data.salt, ...COST, outputType: "encoded" });
  self.postMessage({ hash } satisfies HashResponse);
};
