// Violates views-know-no-caller.
import { store } from "../store/store.ts";

export const read = store;
