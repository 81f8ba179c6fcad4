/**
 * What was chosen on this device; undefined where nothing was, or where the browser keeps nothing.
 */
export function readDeviceSetting(name: DeviceSetting): string | undefined {
  try {
    return localStorage.getItem(`hindsight-${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice on this device; for this page alone where the browser keeps nothing. */
export function keepDeviceSetting(name: DeviceSetting, value: string): void {
  try {
    localStorage.setItem(`hindsight-${name}`, value);
  } catch {}
}

type DeviceSetting = "single-keys" | "timeline" | `opening-${string}` | `reached-${string}`;
