/** Numbers under the places 0, 1, 2 …, kept in a typed array that grows. */
export interface Column<Values extends Float64Array | Uint32Array | Uint8Array> {
  /** What has been set; longer than that at its end. Another array after it grew. */
  values: Values;
  set(place: number, value: number): void;
}

const FIRST_LENGTH = 1_024;

/** A column of whole numbers below 2³². */
export function createUint32Column(): Column<Uint32Array> {
  return createColumn((length) => new Uint32Array(length));
}

/** A column of whole numbers below 256. */
export function createUint8Column(): Column<Uint8Array> {
  return createColumn((length) => new Uint8Array(length));
}

/** A column of any numbers. */
export function createFloat64Column(): Column<Float64Array> {
  return createColumn((length) => new Float64Array(length));
}

function createColumn<Values extends Float64Array | Uint32Array | Uint8Array>(
  make: (length: number) => Values,
): Column<Values> {
  const column: Column<Values> = {
    values: make(FIRST_LENGTH),
    set(place, value) {
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
