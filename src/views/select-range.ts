/**
 * Brings the numbers that sorting would put at `from` (included) to `to` (not included) to these places, in order; the others
 * stay anywhere on their side. Numbers that compare as equal stand by their own size. Partition by Hoare (Algorithm 65: Find,
 * 1961): sorting hundreds of thousands to show thirty would be felt.
 */
export function selectRange(
  numbers: Uint32Array,
  from: number,
  to: number,
  compare: (one: number, other: number) => number,
): void {
  const order = (one: number, other: number): number => compare(one, other) || one - other;
  bringTo(numbers, from, 0, numbers.length - 1, order);
  if (to < numbers.length) bringTo(numbers, to, from, numbers.length - 1, order);
  numbers.subarray(from, to).sort(order);
}

/** Brings the number that sorting would put at `place` there: none behind it is smaller, none before it larger. */
function bringTo(
  numbers: Uint32Array,
  place: number,
  first: number,
  last: number,
  order: (one: number, other: number) => number,
): void {
  let low = first;
  let high = last;
  while (low < high) {
    const pivot = numbers[(low + high) >>> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while (order(numbers[left] as number, pivot) < 0) left += 1;
      while (order(numbers[right] as number, pivot) > 0) right -= 1;
      if (left > right) break;
      const swapped = numbers[left] as number;
      numbers[left] = numbers[right] as number;
      numbers[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}
