/** Arrays a column can be made of. */
export type ColumnValues = Float64Array | Uint32Array | Uint8Array;

/** Numbers under the places 0, 1, 2 …, kept in a typed array that grows. */
export interface Column<Values extends ColumnValues> {
  /** What has been set; longer than that at its end. Another array after it grew. */
  values: Values;
  /** Behind the last place that was set. */
  length: number;
  set(place: number, value: number): void;
}

/** What a column begins with: values it had before, good up to a length. */
export interface KeptValues<Values extends ColumnValues> {
  readonly values: Values;
  readonly length: number;
}

const FIRST_LENGTH = 1_024;

/** A column of whole numbers below 2³². */
export function createUint32Column(kept?: KeptValues<Uint32Array>): Column<Uint32Array> {
  return createColumn((length) => new Uint32Array(length), kept);
}

/** A column of whole numbers below 256. */
export function createUint8Column(kept?: KeptValues<Uint8Array>): Column<Uint8Array> {
  return createColumn((length) => new Uint8Array(length), kept);
}

/** A column of any numbers. */
export function createFloat64Column(kept?: KeptValues<Float64Array>): Column<Float64Array> {
  return createColumn((length) => new Float64Array(length), kept);
}

/** Appends bytes to a column of them. */
export function appendBytes(
  column: Column<Uint8Array>,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  const start = column.length;
  // Grows where it has to, and counts.
  if (to > from) column.set(start + to - from - 1, bytes[to - 1] as number);
  column.values.set(bytes.subarray(from, to), start);
}

function createColumn<Values extends ColumnValues>(
  make: (length: number) => Values,
  kept: KeptValues<Values> = { values: make(FIRST_LENGTH), length: 0 },
): Column<Values> {
  const column: Column<Values> = {
    values: kept.values,
    length: kept.length,
    set(place, value) {
      if (place >= column.length) column.length = place + 1;
      const { values } = column;
      if (place < values.length) values[place] = value;
      else grow(place)[place] = value;
    },
  };
  const grow = (place: number): Values => {
    const larger = make(Math.max(column.values.length * 2, place + 1));
    larger.set(column.values);
    column.values = larger;
    return larger;
  };
  return column;
}
