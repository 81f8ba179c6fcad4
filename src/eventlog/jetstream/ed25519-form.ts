// Implementations of Ed25519 agree on signatures that were made as the standard says, and differ on
// some that were not: numbers that are not reduced, and points of small order. Copies of a log would
// part over one of those, so they are refused before any implementation is asked.

/** The prime of the field, and the order of the group. */
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y of points of order 8. */
const ORDER_8 = littleEndian("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

const SMALL_ORDER = new Set([0n, 1n, P - 1n, ORDER_8, P - ORDER_8]);

/** Whether 64 digits of hex are a public key on which all implementations agree. */
export function isSoundPoint(hex: string): boolean {
  const y = BigInt.asUintN(255, littleEndian(hex));
  return y < P && !SMALL_ORDER.has(y);
}

/** The same of a signature, of 128 digits. */
export function isSoundSignature(hex: string): boolean {
  return isSoundPoint(hex.slice(0, 64)) && littleEndian(hex.slice(64)) < L;
}

function littleEndian(hex: string): bigint {
  const bytes = hex.match(/../g) ?? [];
  return BigInt(`0x${bytes.reverse().join("")}`);
}
