import { bytesToHex } from "@noble/hashes/utils.js";
import { openKey } from "../../indexeddb/key-store.ts";
import { MAX_NAME_LENGTH } from "./authors.ts";
import { knowsEd25519, type Signer } from "./signatures.ts";

/**
 * Opens the key with which this browser signs what a user writes, and makes it the first time. Its
 * private part can be used and never read, not even by the page.
 * @returns undefined where this browser knows no Ed25519, or does not keep keys.
 */
export async function openSigningKey(name: string): Promise<Signer | undefined> {
  if (!(await knowsEd25519())) return undefined;
  return signerOf(name, await openKey(`commands of ${name}`, makeKey));
}

/** A signer whose key lasts as long as the page. */
export async function createSigningKey(name: string): Promise<Signer> {
  return signerOf(name, await makeKey());
}

async function signerOf(name: string, { privateKey, publicKey }: CryptoKeyPair): Promise<Signer> {
  const raw = await crypto.subtle.exportKey("raw", publicKey);
  return {
    author: { name: name.slice(0, MAX_NAME_LENGTH), key: bytesToHex(new Uint8Array(raw)) },
    sign: async (bytes) =>
      new Uint8Array(
        await crypto.subtle.sign({ name: "Ed25519" }, privateKey, new Uint8Array(bytes)),
      ),
  };
}

async function makeKey(): Promise<CryptoKeyPair> {
  const usages = ["sign", "verify"] as const;
  return crypto.subtle.generateKey({ name: "Ed25519" }, false, usages) as Promise<CryptoKeyPair>;
}
