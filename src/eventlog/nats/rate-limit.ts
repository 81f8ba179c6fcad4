/** How many are let through each second. */
export interface RateLimitOptions {
  /** Of one sender. */
  readonly ofOne: number;
  /** Of all of them. */
  readonly ofAll: number;
}

const SECOND = 1_000;

/** Makes a function that tells whether a sender's message is within the limits of this second. */
export function createRateLimit({ ofOne, ofAll }: RateLimitOptions): (sender: string) => boolean {
  const counts = new Map<string, number>();
  let total = 0;
  let began = performance.now();
  return (sender) => {
    if (performance.now() - began >= SECOND) {
      counts.clear();
      total = 0;
      began = performance.now();
    }
    const count = counts.get(sender) ?? 0;
    if (total >= ofAll || count >= ofOne) return false;
    counts.set(sender, count + 1);
    total += 1;
    return true;
  };
}
