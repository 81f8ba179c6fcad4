import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { SharedLogError } from "../../errors.ts";
import type { Author } from "../../replication/shared-link.ts";
import { isSoundPoint, isSoundSignature } from "./ed25519-form.ts";

// Who wrote what in a shared log:
//
// - A message ends with `"by":{name,key},"signature":"…"`, an Ed25519 signature of all bytes before
//   the last field, with the name of the stream in front: of the record (command, events, refusal,
//   times), of the head it continues, and of who says to sign. It counts nowhere else: not in
//   another stream, not behind another head, not with one byte changed.
// - A message whose signature is wrong is void. So is one without any, from the first signed commit
//   of the log on: a log of an older version stays what it is, until somebody signs. Both follow
//   from the messages alone, so every copy comes to the same answer at any time.
// - A key comes to be known by the first commit that it signs, and is the name's own from then on.
//   Another key under the same name (a second device, a lost profile, somebody else) is admitted,
//   since the server knows who may write, and is shown as another one: nobody passes for somebody
//   else without being seen.

/** Signs messages. */
export interface Signer {
  readonly author: Author;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A message taken apart. */
export interface SignedParts {
  readonly author: Author;
  /** In hex. */
  readonly signature: string;
  /** All bytes of the message that are signed. */
  readonly signed: Uint8Array;
}

/** `,"signature":"`, 128 digits of hex, `"}` */
const OPENING = ',"signature":"';
const CLOSING = '"}';
const TAIL_BYTES = OPENING.length + 128 + CLOSING.length;

const ALGORITHM = { name: "Ed25519" };

/** Makes a signed message out of one that is a JSON object. */
export async function signMessage(
  stream: string,
  payload: Uint8Array,
  { author: { name, key }, sign }: Signer,
): Promise<Uint8Array> {
  const by = utf8ToBytes(`,"by":${JSON.stringify({ name, key })}`);
  const signed = concatBytes(payload.subarray(0, -1), by);
  const signature = bytesToHex(await sign(behind(placeOf(stream), signed)));
  return concatBytes(signed, utf8ToBytes(`${OPENING}${signature}${CLOSING}`));
}

/**
 * The bytes that a signature at the end of a message is of; undefined where it does not end with
 * it.
 */
export function signedBytes(payload: Uint8Array, signature: string): Uint8Array | undefined {
  const begin = payload.length - TAIL_BYTES;
  if (begin <= 0) return undefined;
  // Each of its characters is one byte.
  const tail = `${OPENING}${signature}${CLOSING}`;
  for (let at = 0; at < tail.length; at += 1) {
    if (tail.charCodeAt(at) !== payload[begin + at]) return undefined;
  }
  return payload.subarray(0, begin);
}

/** Makes the function that tells whether a message of a stream was signed by whom it names. */
export function createSignatureCheck(stream: string) {
  const place = placeOf(stream);
  const keys = new Map<string, Promise<CryptoKey | undefined>>();
  const keyOf = (hex: string): Promise<CryptoKey | undefined> => {
    const known = keys.get(hex);
    if (known) return known;
    if (keys.size >= MAX_KEYS) keys.clear();
    const key = isSoundPoint(hex) ? importKey(hex) : Promise.resolve(undefined);
    keys.set(hex, key);
    return key;
  };

  /** @throws SharedLogError where this browser cannot tell. */
  return async ({ author, signature, signed }: SignedParts): Promise<boolean> => {
    if (!isSoundSignature(signature)) return false;
    const key = await keyOf(author.key);
    if (!key) return false;
    const bytes = hexToBytes(signature) as Uint8Array<ArrayBuffer>;
    return crypto.subtle.verify(ALGORITHM, key, bytes, behind(place, signed));
  };
}

/** Keys that are kept ready for use. */
const MAX_KEYS = 500;

/** Any sound point: the generator of the group. */
const SOME_KEY = `58${"66".repeat(31)}`;

/**
 * Whether this browser knows Ed25519: a page that was not fetched over https knows no cryptography.
 */
export async function knowsEd25519(): Promise<boolean> {
  return importRaw(SOME_KEY).then(
    () => true,
    () => false,
  );
}

/** @throws SharedLogError where this browser knows no such keys: then it is not the key's fault. */
async function importKey(hex: string): Promise<CryptoKey | undefined> {
  try {
    return await importRaw(hex);
  } catch {
    if (!(await knowsEd25519())) throw new UncheckableError();
    return undefined;
  }
}

async function importRaw(hex: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", new Uint8Array(hexToBytes(hex)), ALGORITHM, false, [
    "verify",
  ]);
}

/** A shared log is signed, and this browser cannot tell by whom. */
class UncheckableError extends SharedLogError {
  constructor() {
    super(
      "outdated",
      "This browser cannot check the signatures of the shared log.",
      "What is here stays as it is, and nothing is sent or taken over. Open the app over https, in Chrome or Edge from 137, Firefox from 129 or Safari from 17.",
    );
  }
}

/** What stands in front of all that is signed in a stream. */
function placeOf(stream: string): Uint8Array {
  return utf8ToBytes(`hindsight shared log\n${stream}\n`);
}

function behind(place: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const signed = new Uint8Array(place.length + bytes.length);
  signed.set(place);
  signed.set(bytes, place.length);
  return signed;
}
