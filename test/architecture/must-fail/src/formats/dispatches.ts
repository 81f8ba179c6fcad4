// Violates formats-know-no-caller.
import { store } from "../application/store.ts";

export const dispatched = store;
