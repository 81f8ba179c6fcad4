/** Reads what a `ByteWriter` wrote, from any place on. */
export interface ByteReader {
  /** Where the next value stands. */
  at: number;
  readonly source: Uint8Array;
  byte(): number;
  whole(): number;
  float(): number;
}

/**
 * Makes a reader at the beginning. Every call throws a `RangeError` behind the end: bytes that come from a storage may
 * be anything.
 */
export function createByteReader(source: Uint8Array): ByteReader {
  let view: DataView | undefined;
  return {
    at: 0,
    source,
    byte() {
      const value = source[this.at++];
      if (value === undefined) throw new RangeError("The bytes end too early.");
      return value;
    },
    whole() {
      let value = this.byte();
      if (value < 0x80) return value;
      value -= 0x80;
      for (let factor = 0x80; ; factor *= 0x80) {
        const next = this.byte();
        value += (next & 0x7f) * factor;
        if (next < 0x80) return value;
        if (value > Number.MAX_SAFE_INTEGER) throw new RangeError("This is no whole number.");
      }
    },
    float() {
      view ??= new DataView(source.buffer, source.byteOffset, source.byteLength);
      const value = view.getFloat64(this.at, true);
      this.at += 8;
      return value;
    },
  };
}
