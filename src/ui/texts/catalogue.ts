import type { ReactNode } from "react";
import type { english } from "./english.tsx";

/** Every text of the screens, in any language: what English has, each function with the same values. */
export type Texts = Translated<typeof english>;

type Translated<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Said
    ? (...values: Values) => Said extends string ? string : ReactNode
    : { readonly [Part in keyof Text]: Translated<Text[Part]> };
