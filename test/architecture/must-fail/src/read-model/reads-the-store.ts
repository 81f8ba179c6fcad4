// Violates read-model-knows-no-caller.
import { store } from "../application/store.ts";

export const read = store;
