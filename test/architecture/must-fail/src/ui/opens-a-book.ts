// Violates ui-knows-no-storage.
import { opened } from "../app/book.worker.ts";

export const book = opened;
