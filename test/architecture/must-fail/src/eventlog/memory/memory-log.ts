// Violates eventlog-knows-no-app.
import { rule } from "../../domain/rule.ts";

export const memoryLog = rule;
