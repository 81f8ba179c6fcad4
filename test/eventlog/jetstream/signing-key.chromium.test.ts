import { openDB } from "idb";
import { describe, expect, it } from "vitest";
import { createSignatureCheck } from "../../../src/eventlog/jetstream/signing/signatures.ts";
import { openSigningKey } from "../../../src/eventlog/jetstream/signing/signing-key.ts";

const BYTES = new TextEncoder().encode("a command");
const STREAM = "book";

describe("the key with which a browser signs", () => {
  it("is made once for each user, and kept", async () => {
    const [first, second, other] = await Promise.all([
      openSigningKey("ada"),
      openSigningKey("ada"),
      openSigningKey("bob"),
    ]);
    const later = await openSigningKey("ada");

    expect(second?.author).toEqual(first?.author);
    expect(later?.author).toEqual(first?.author);
    expect(other?.author.key).not.toBe(first?.author.key);
  });

  it("signs what others can check, and nobody can read it", async () => {
    const signer = await openSigningKey("ada");
    if (!signer) throw new Error("This browser knows no Ed25519.");
    const signed = new TextEncoder().encode(`hindsight shared log\n${STREAM}\n`);
    const signature = await signer.sign(new Uint8Array([...signed, ...BYTES]));

    const isSigned = createSignatureCheck(STREAM);
    const parts = { author: signer.author, signature: hex(signature), signed: BYTES };
    expect(await isSigned(parts)).toBe(true);
    expect(await isSigned({ ...parts, signed: signed })).toBe(false);
    const stored = await storedPrivateKey();
    expect(stored.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", stored)).rejects.toThrow();
  });
});

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function storedPrivateKey(): Promise<CryptoKey> {
  const database = await openDB("hindsight-keys", 1);
  const { privateKey } = await database.get("keys", "commands of ada");
  database.close();
  return privateKey;
}
