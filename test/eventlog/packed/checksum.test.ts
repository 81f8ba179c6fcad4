import fc from "fast-check";
import { expect, it } from "vitest";
import { checksumOf } from "../../../src/eventlog/encoding/checksum.ts";

it("shows any changed byte, any cut and any addition, wherever the bytes stand in memory", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 0, max: 7 }),
      (bytes, place, change, offset) => {
        const sum = checksumOf(bytes);
        const elsewhere = new Uint8Array(bytes.length + offset).subarray(offset);
        elsewhere.set(bytes);
        expect(checksumOf(elsewhere)).toBe(sum);
        const changed = bytes.slice();
        const at = place % bytes.length;
        changed[at] = (bytes[at] as number) ^ change;
        expect(checksumOf(changed)).not.toBe(sum);
        expect(checksumOf(bytes.subarray(0, -1))).not.toBe(sum);
        expect(checksumOf(Uint8Array.of(...bytes, 0))).not.toBe(sum);
      },
    ),
    { numRuns: 2_000 },
  );
});
