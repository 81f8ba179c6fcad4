/** Numbers for things, 0, 1, 2 … in order of appearance. */
export interface Numbering<Thing> {
  readonly things: readonly Thing[];
  /** The number of a thing; it gets one if it has none. */
  of(thing: Thing): number;
}

/** Makes numbers for things of which there are few: every one stays on the heap. */
export function createNumbering<Thing>(): Numbering<Thing> {
  const things: Thing[] = [];
  const numbers = new Map<Thing, number>();
  return {
    things,
    of(thing) {
      const known = numbers.get(thing);
      if (known !== undefined) return known;
      numbers.set(thing, things.length);
      return things.push(thing) - 1;
    },
  };
}
