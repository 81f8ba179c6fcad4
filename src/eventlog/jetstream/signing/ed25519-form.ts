// Implementations of Ed25519 agree on signatures that were made as the standard says, and differ on
// some that were not: numbers that are not reduced, and points of small order. Copies of a log
// would part over one of those, so they are refused before any implementation is asked.

/** The order of the group. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** All points of small order: 0, 1, -1, and two of order 8, each with either sign of x. */
const SMALL_ORDER = new Set(
  [
    "00".repeat(31),
    `01${"00".repeat(30)}`,
    `ec${"ff".repeat(30)}`,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03",
  ].flatMap((y, index) => {
    const last = [0x00, 0x00, 0x7f, 0x05, 0x7a][index] as number;
    return [last, last | 0x80].map((byte) => y + byte.toString(16).padStart(2, "0"));
  }),
);

/** A y of 2²⁵⁵ - 19 or more, with either sign. */
const NOT_REDUCED = /^(?:e[d-f]|f.)(?:ff){30}[7f]f$/;

/** Whether 64 digits of hex are a public key on which all implementations agree. */
export function isSoundPoint(hex: string): boolean {
  return !SMALL_ORDER.has(hex) && !NOT_REDUCED.test(hex);
}

/** The same of a signature, of 128 digits. */
export function isSoundSignature(hex: string): boolean {
  return isSoundPoint(hex.slice(0, 64)) && isReduced(hex.slice(64));
}

function isReduced(scalar: string): boolean {
  // Nearly all are told by the last byte, which is the highest.
  return scalar.slice(-2) < "10" || littleEndian(scalar) < L;
}

function littleEndian(hex: string): bigint {
  const bytes = hex.match(/../g) ?? [];
  return BigInt(`0x${bytes.reverse().join("")}`);
}
