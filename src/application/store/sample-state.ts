/** Where loading the sample stands. A command that the book knew already counts as done. */
export type SampleState =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly done: number; readonly total: number }
  | { readonly kind: "loaded" }
  | { readonly kind: "cancelled"; readonly done: number; readonly total: number }
  | { readonly kind: "failed"; readonly done: number; readonly reason: string };
