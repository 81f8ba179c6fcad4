// Violates databases-are-opened-by-adapters.
import { openDB } from "idb";

export const open = openDB;
