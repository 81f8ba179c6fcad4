import { type DBSchema, openDB } from "idb";

/** What a key of this browser is for: signing commands is a purpose for each user name. */
export type KeyPurpose = "columns" | "secrets" | `commands of ${string}`;

type StoredKey = CryptoKey | CryptoKeyPair;

interface KeysSchema extends DBSchema {
  keys: { key: KeyPurpose; value: StoredKey };
}

const DATABASE = "hindsight-keys";

/** Signs bytes, and knows what it has signed. */
export interface Signer {
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether a signature is of these bytes. */
  knows(bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/**
 * Opens a key for signing (HMAC, SHA-256) that this browser made for itself. Nobody can read it,
 * not even the page: what it signed was written by this app, in this browser.
 */
export async function openSigner(purpose: KeyPurpose): Promise<Signer> {
  const key = await openKey(purpose, () => makeHmacKey(["sign", "verify"]));
  return signerOf(key);
}

/** A signer whose key lasts as long as the page. */
export async function createSigner(): Promise<Signer> {
  return signerOf(await makeHmacKey(["sign", "verify"]));
}

function signerOf(key: CryptoKey): Signer {
  return {
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes)),
    knows: (bytes, signature) => crypto.subtle.verify("HMAC", key, signature, bytes),
  };
}

function makeHmacKey(uses: readonly KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, uses);
}

/**
 * Opens a key that this browser made for itself, and makes it where there is none. It is one that
 * nobody can read, if `make` makes such.
 */
export async function openKey<Key extends StoredKey>(
  purpose: KeyPurpose,
  make: () => Promise<Key>,
): Promise<Key> {
  const database = await openDB<KeysSchema>(DATABASE, 1, {
    upgrade: (created) => {
      created.createObjectStore("keys");
    },
  });
  try {
    const known = await database.get("keys", purpose);
    if (known) return known as Key;
    const made = await make();
    // Another tab may have made one meanwhile: all use the first.
    const tx = database.transaction("keys", "readwrite");
    const first = await tx.store.get(purpose);
    if (!first) await tx.store.put(made, purpose);
    await tx.done;
    return (first as Key | undefined) ?? made;
  } finally {
    database.close();
  }
}
