/**
 * Running sums of safe integers, one for each number from 0 on, exact however large they grow. Each is kept as two
 * doubles: adding to them stays as quick as adding numbers, where a sum of big integers would not.
 */
export interface ExactSums {
  /** @param amount a safe integer */
  add(place: number, amount: number): void;
  /** The sum so far; 0 where nothing was added. */
  valueOf(place: number): bigint;
  /** The sum as the nearest double: for drawing, and for telling the highest. */
  nearest(place: number): number;
  /** Sums so far, one behind the highest place that was added to. */
  count(): number;
  /** Another one that begins with these sums. */
  copy(): ExactSums;
}

/** What a low part stays below: two of these, added up, are still exact. */
const BASE = 2 ** 52;

/** Makes sums that begin with what two parts hold; both are theirs from then on. */
export function createExactSums(low: number[] = [], high: number[] = []): ExactSums {
  return {
    add(place, amount) {
      // One after the other: an array with holes would be slow for good.
      while (low.length <= place) {
        low.push(0);
        high.push(0);
      }
      const sum = (low[place] as number) + (amount % BASE);
      low[place] = sum % BASE;
      high[place] = (high[place] as number) + Math.trunc(amount / BASE) + Math.trunc(sum / BASE);
    },
    valueOf: (place) => BigInt(high[place] ?? 0) * BigInt(BASE) + BigInt(low[place] ?? 0),
    nearest: (place) => (high[place] ?? 0) * BASE + (low[place] ?? 0),
    count: () => low.length,
    copy: () => createExactSums([...low], [...high]),
  };
}
