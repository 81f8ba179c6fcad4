import type { ReactNode } from "react";
import type { english } from "./english.tsx";
import type { englishRooms } from "./english-screens.tsx";

/** The texts of the first screen and those that all share, in any language: what English has, each function with the same values. */
export type Texts = Translated<typeof english>;

/** The texts of the screens that are fetched after the first one, likewise. */
export type RoomTexts = Translated<typeof englishRooms>;

type Translated<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Said
    ? (...values: Values) => Said extends string ? string : ReactNode
    : { readonly [Part in keyof Text]: Translated<Text[Part]> };
