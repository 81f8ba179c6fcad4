import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Hash } from "../envelope.ts";

/**
 * SHA-256 of a text as UTF-8, as 64 hexadecimal digits. Synchronous on purpose: inside an IndexedDB transaction an
 * asynchronous digest would let it commit early.
 */
export type Sha256 = (text: string) => Hash;

/** Bytes of UTF-8 that one UTF-16 code unit may take. */
const MOST_BYTES = 3;

/** Works at once and everywhere: right for one event after the other. */
export const sha256: Sha256 = (text) => bytesToHex(digest(utf8ToBytes(text))) as Hash;

/**
 * The same several times as fast, for events by the thousand: in WebAssembly, which takes a moment to load. Where the browser
 * refuses that, it is `sha256`.
 */
export async function loadFastSha256(): Promise<Sha256> {
  try {
    const { createSHA256 } = await import("hash-wasm");
    const hasher = await createSHA256();
    const encoder = new TextEncoder();
    let bytes = new Uint8Array(4_096);
    return (text) => {
      if (bytes.length < text.length * MOST_BYTES) bytes = new Uint8Array(text.length * MOST_BYTES);
      const { written } = encoder.encodeInto(text, bytes);
      return hasher.init().update(bytes.subarray(0, written)).digest("hex") as Hash;
    };
  } catch {
    return sha256;
  }
}
