/** Kinds of what the palette leads to, in the order in which they are shown. */
export const GROUPS = [
  "moments",
  "events",
  "clients",
  "orders",
  "products",
  "screens",
  "actions",
] as const;

/** One thing the palette leads to. */
export interface PaletteItem {
  readonly id: string;
  readonly group: (typeof GROUPS)[number];
  readonly title: string;
  /** What helps to tell it apart. */
  readonly note?: string | undefined;
  /** The key that does the same without the palette. */
  readonly keys?: string | undefined;
  run(): void;
}
