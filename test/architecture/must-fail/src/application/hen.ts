// Violates no-circle, with egg.ts.
import { egg } from "./egg.ts";

export const hen = () => egg;
