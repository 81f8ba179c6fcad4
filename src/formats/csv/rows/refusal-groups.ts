import type { RefusalCode } from "./refusal-code.ts";
import type { RefusedRow } from "./row-reading.ts";

/** Why rows are refused, without what stands in any of them. */
export interface RefusalReason {
  readonly code: RefusalCode;
  /** The title of the column at fault, where it is one cell's. */
  readonly column: string | undefined;
}

/** Rows that are refused for the same reason. */
export interface RefusalGroup {
  readonly key: string;
  /** Undefined for those of all the reasons that are too many to be told. */
  readonly reason: RefusalReason | undefined;
  readonly refused: readonly RefusedRow[];
}

/** Reasons that are told by themselves. */
const MOST_REASONS = 10;
const OTHERS = "others";

/**
 * Groups refused rows by their reasons, the most frequent first: ten of them at the most, and then
 * all others. In a group they keep their order.
 */
export function groupRefused(refused: readonly RefusedRow[]): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup & { readonly refused: RefusedRow[] }>();
  for (const one of refused) {
    const { code, column } = one;
    const key = column === undefined ? code : `${code} ${column}`;
    const group = groups.get(key);
    if (group) group.refused.push(one);
    else groups.set(key, { key, reason: { code, column }, refused: [one] });
  }
  const all = [...groups.values()].toSorted(
    (one, other) => other.refused.length - one.refused.length,
  );
  if (all.length <= MOST_REASONS) return all;
  const others = all
    .slice(MOST_REASONS)
    .flatMap((group) => group.refused)
    .toSorted((one, other) => one.row - other.row);
  return [...all.slice(0, MOST_REASONS), { key: OTHERS, reason: undefined, refused: others }];
}
