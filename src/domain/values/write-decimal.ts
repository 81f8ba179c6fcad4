/** Writes a whole number of the smallest unit as a decimal, with a point: 1,234 with 2 digits is `12.34`. */
export function writeDecimal(value: number | bigint, digits: number): string {
  const units = String(value).padStart(digits + 1, "0");
  const fraction = units.slice(units.length - digits);
  return digits === 0 ? units : `${units.slice(0, -digits)}.${fraction}`;
}
