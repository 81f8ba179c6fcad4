import { StorageError } from "../errors.ts";

/**
 * Makes a function that fetches what is not needed for the first screen: once, and again after it
 * failed. Those who call it are answered in the order they came.
 * @throws StorageError when it could not be fetched.
 */
export function createLater<Part>(fetch: () => Promise<Part>): () => Promise<Part> {
  let fetched: Promise<Part> | undefined;
  return () => {
    fetched ??= fetch().catch((cause) => {
      fetched = undefined;
      const message = "A part of the app could not be fetched.";
      throw new StorageError(message, { problem: "closed", cause });
    });
    return fetched;
  };
}
