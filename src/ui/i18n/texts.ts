import type { Texts } from "./catalogue.ts";
import { english } from "./english.tsx";

/** The texts of the screens. Here, and nowhere else, a language is chosen. */
export const texts: Texts = english;
