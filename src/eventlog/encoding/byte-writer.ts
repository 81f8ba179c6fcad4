/** Bytes that grow as they are written. */
export interface ByteWriter {
  /** How many bytes have been written. */
  length(): number;
  byte(value: number): void;
  /** A whole number from 0 to `Number.MAX_SAFE_INTEGER` in as few bytes as it needs: LEB128. */
  whole(value: number): void;
  /** Any number, as eight bytes. */
  float(value: number): void;
  bytes(value: Uint8Array): void;
  /** Where to write so many bytes by hand, from `length()` on. They count once `grown` was told of them. */
  room(count: number): Uint8Array;
  /** Counts bytes that were written by hand. */
  grown(count: number): void;
  /** What has been written so far: a copy. */
  done(): Uint8Array<ArrayBuffer>;
  /** What has been written so far, as long as nothing else is; the writer is then empty. */
  take(): Uint8Array;
}

const FIRST_SIZE = 1_024;

/** Makes a writer with nothing in it. */
export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(FIRST_SIZE);
  let view = new DataView(buffer.buffer);
  let end = 0;

  const makeRoom = (count: number): void => {
    if (end + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, end + count));
    larger.set(buffer);
    buffer = larger;
    view = new DataView(buffer.buffer);
  };

  return {
    length: () => end,
    byte(value) {
      makeRoom(1);
      buffer[end++] = value;
    },
    whole(value) {
      makeRoom(8);
      let rest = value;
      while (rest > 0x7f) {
        buffer[end++] = (rest % 0x80) | 0x80;
        rest = Math.floor(rest / 0x80);
      }
      buffer[end++] = rest;
    },
    float(value) {
      makeRoom(8);
      view.setFloat64(end, value, true);
      end += 8;
    },
    bytes(value) {
      makeRoom(value.length);
      buffer.set(value, end);
      end += value.length;
    },
    room(count) {
      makeRoom(count);
      return buffer;
    },
    grown(count) {
      end += count;
    },
    done: () => buffer.slice(0, end),
    take() {
      const taken = buffer.subarray(0, end);
      end = 0;
      return taken;
    },
  };
}
