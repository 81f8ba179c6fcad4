/** Checks the bytes of a log file in another thread, while this one goes on with them as if they were sound. */
export interface FileCheck {
  /** Hands over the next bytes, and waits while too many are still to be checked. @throws the first thing that is wrong. */
  push(bytes: Uint8Array): Promise<void>;
  /** Hands over the end of the file, and waits until all of it was found sound. @throws the first thing that is wrong. */
  finish(): Promise<void>;
  /** The first thing that is wrong with what was handed over, if anything is. */
  verdict(): Promise<Error | undefined>;
}
