import {
  type Column,
  type ColumnValues,
  createFloat64Column,
  createUint8Column,
  createUint32Column,
  type KeptValues,
} from "./column.ts";

/**
 * Where a structure takes its columns from, each by its name: so that all of them can be kept somewhere and stand there
 * again the next time, without the structure knowing of it.
 */
export interface Shelf {
  uint8(name: string, growth?: Growth): Column<Uint8Array>;
  uint32(name: string, growth?: Growth): Column<Uint32Array>;
  float64(name: string, growth?: Growth): Column<Float64Array>;
  /** A list of few texts, to be added to. */
  texts(name: string): string[];
  /** Names of its own for a part of a structure. */
  part(name: string): Shelf;
}

/** How a column grows: only at its end, or by changes of what was set before, too. */
export type Growth = "appended" | "changed";

/** All columns of a shelf by name, as they were at one moment. */
export type KeptColumns = Readonly<Record<string, KeptColumn>>;

/** One of them. Values may have room to spare behind the length. */
export type KeptColumn = KeptValues<ColumnValues> | { readonly texts: readonly string[] };

/** A shelf that can tell what stands on it. */
export interface OpenShelf extends Shelf {
  /**
   * What stands on it now; stays as it is while columns grow. Values are shared, and to be copied by whoever wants to keep
   * them.
   */
  keep(): KeptColumns;
}

/**
 * Makes a shelf, with what was kept of another where there is any.
 * @throws RangeError from its columns when what was kept is not what is asked for.
 */
export function createShelf(kept?: KeptColumns): OpenShelf {
  const takers: (() => readonly [string, KeptColumn])[] = [];

  const valuesOf = <Values extends ColumnValues>(
    name: string,
    type: new (length: number) => Values,
  ): KeptValues<Values> | undefined => {
    if (!kept) return undefined;
    const column = kept[name];
    if (!column || !("values" in column) || !(column.values instanceof type)) throw unfit(name);
    if (column.length > column.values.length) throw unfit(name);
    return { values: column.values, length: column.length };
  };

  const remember = <Values extends ColumnValues>(
    name: string,
    growth: Growth,
    column: Column<Values>,
  ): Column<Values> => {
    takers.push(() => {
      const { length } = column;
      const values = column.values.subarray(0, length);
      return [name, { values: growth === "changed" ? values.slice() : values, length }];
    });
    return column;
  };

  const shelfFor = (prefix: string): Shelf => ({
    uint8: (name, growth = "appended") =>
      remember(prefix + name, growth, createUint8Column(valuesOf(prefix + name, Uint8Array))),
    uint32: (name, growth = "appended") =>
      remember(prefix + name, growth, createUint32Column(valuesOf(prefix + name, Uint32Array))),
    float64: (name, growth = "appended") =>
      remember(prefix + name, growth, createFloat64Column(valuesOf(prefix + name, Float64Array))),
    texts(name) {
      const column = kept?.[prefix + name];
      if (kept && !(column && "texts" in column)) throw unfit(prefix + name);
      const texts = column && "texts" in column ? [...column.texts] : [];
      takers.push(() => [prefix + name, { texts: [...texts] }]);
      return texts;
    },
    part: (name) => shelfFor(`${prefix}${name}/`),
  });

  return {
    ...shelfFor(""),
    keep: () => Object.fromEntries(takers.map((take) => take())),
  };
}

function unfit(name: string): RangeError {
  return new RangeError(`What was kept has no column ${name} of this kind.`);
}
