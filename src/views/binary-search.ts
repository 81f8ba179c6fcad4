import type { Position } from "../eventlog/envelope.ts";

/** Length of the leading run of items that pass. They must all stand before those that do not. Binary search. */
export function countWhile<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the items, in ascending order of position, stand at or before `at`. */
export function countUpTo(items: readonly { readonly position: Position }[], at: Position): number {
  return countWhile(items, (item) => item.position <= at);
}
