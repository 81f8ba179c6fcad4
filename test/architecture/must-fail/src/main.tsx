// Violates schema-stays-in-the-kernel.
import { schema } from "./eventlog/indexeddb/schema.ts";

export const main = schema;
