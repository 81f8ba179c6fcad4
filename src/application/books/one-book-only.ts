import { StorageError } from "../../eventlog/errors.ts";

/** Says why there cannot be a second book. */
export function oneBookOnly(): StorageError {
  const message = "Without storage this page holds one book: another would take its place.";
  return new StorageError(message, { problem: "absent" });
}
