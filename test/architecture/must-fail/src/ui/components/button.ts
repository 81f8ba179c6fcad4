// Violates parts-know-no-domain.
import type { rule } from "../../domain/rule.ts";

export type Label = typeof rule;
