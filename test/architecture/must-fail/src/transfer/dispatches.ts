// Violates transfer-knows-no-caller.
import { store } from "../store/store.ts";

export const dispatched = store;
