/** Writes a whole number of the smallest unit as a decimal that `parseDecimal` reads again. */
export function writeDecimal(value: number, digits: number): string {
  const units = String(value).padStart(digits + 1, "0");
  const fraction = units.slice(units.length - digits);
  return digits === 0 ? units : `${units.slice(0, -digits)}.${fraction}`;
}
