/** FNV-1a over words of four bytes, and the bytes left over: fast, and any single changed byte shows. */
export function checksumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5 ^ bytes.length;
  const words = Math.floor(bytes.length / 4);
  // A copy where the bytes do not stand at a word's place. All machines that run browsers are little-endian.
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Uint32Array(whole.buffer, whole.byteOffset, words);
  for (let word = 0; word < words; word += 1) {
    sum = Math.imul(sum ^ (numbers[word] as number), 0x01000193);
  }
  for (let index = words * 4; index < bytes.length; index += 1) {
    sum = Math.imul(sum ^ (bytes[index] as number), 0x01000193);
  }
  return sum >>> 0;
}
