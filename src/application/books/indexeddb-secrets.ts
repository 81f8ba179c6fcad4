import type { BookId } from "../../domain/ids.ts";
import { openKey } from "../../eventlog/indexeddb/key-store.ts";
import {
  type Credentials,
  type KeptAddress,
  type KeptCredentials,
  type SealedText,
  type SharedAddress,
  secretOf,
  withSealed,
} from "../../eventlog/replication/server-address.ts";
import type { BookEntry } from "./book-catalog.ts";

/** What a caller hands over, and what the registry has of releases that sealed nothing. */
type AnyAddress = SharedAddress | KeptAddress;

/**
 * An address as the registry of this browser keeps it. Where the browser cannot make a key, the
 * secret is left out, and is asked for each time.
 */
export async function sealAddress(id: BookId, address: AnyAddress): Promise<KeptAddress> {
  if (!isClear(address)) return address;
  const secret = secretOf(address.credentials);
  const isKept = secret !== undefined && !address.asksSecret;
  return withSealed(address, isKept ? await seal(id, secret).catch(() => undefined) : undefined);
}

/** Replaces an entry of the registry by what becomes of it, in one transaction. */
type ChangeEntry = (id: BookId, changed: (entry: BookEntry) => BookEntry) => Promise<void>;

/** Keeps another secret for a book that is shared still. */
export async function changeSecret(
  id: BookId,
  address: SharedAddress,
  change: ChangeEntry,
): Promise<void> {
  const shared = await sealAddress(id, address);
  await change(id, (entry) => (entry.shared ? { ...entry, shared } : entry));
}

/** Seals what stands in clear in these entries of the registry. */
export async function sealAll(entries: readonly BookEntry[], change: ChangeEntry): Promise<void> {
  for (const { id, shared, intention } of entries) {
    if (shared && isClear(shared)) {
      const kept = await sealAddress(id, shared);
      await change(id, (entry) =>
        entry.shared && isClear(entry.shared) ? { ...entry, shared: kept } : entry,
      );
    }
    if (intention?.kind === "sharing" && isClear(intention.address)) {
      const kept = { ...intention, address: await sealAddress(id, intention.address) };
      await change(id, (entry) =>
        entry.intention?.kind === "sharing" ? { ...entry, intention: kept } : entry,
      );
    }
  }
}

/**
 * The secret with which a book comes in to its server; undefined where it was not kept, and where
 * the key that sealed it is lost.
 */
export async function openSecret(
  id: BookId,
  credentials: KeptCredentials | Credentials,
): Promise<string | undefined> {
  if (credentials.kind === "none") return undefined;
  if (!("sealed" in credentials) || !credentials.sealed) return secretOf(credentials);
  const { iv, bytes } = credentials.sealed;
  try {
    const key = await openSecretsKey();
    return new TextDecoder().decode(await crypto.subtle.decrypt(cipher(id, iv), key, bytes));
  } catch {
    return undefined;
  }
}

async function seal(id: BookId, secret: string): Promise<SealedText> {
  const key = await openSecretsKey();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(secret);
  return { iv, bytes: new Uint8Array(await crypto.subtle.encrypt(cipher(id, iv), key, text)) };
}

// Bound to its book: moved to another entry, it opens nothing.
function cipher(id: BookId, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
}

function openSecretsKey(): Promise<CryptoKey> {
  return openKey("secrets", () =>
    crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
  );
}

function isClear(address: AnyAddress): address is SharedAddress {
  const { credentials } = address;
  return credentials.kind !== "none" && secretOf(credentials) !== undefined;
}
