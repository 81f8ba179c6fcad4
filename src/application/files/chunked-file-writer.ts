import { inStrides } from "../../eventlog/util/run-in-slices.ts";

/** How much of a file is written; `total` is 0 while that is not known. */
export interface Written {
  readonly done: number;
  readonly total: number;
}

/** Writes a file a step at a time, and ends with it. */
export type FileSteps = Iterator<Written, Blob> | AsyncIterator<Written, Blob>;

/**
 * Writes a file on the page's thread, and lets the page draw and answer in between.
 * @param onProgress called now and then, and not at all for what is quickly done.
 * @returns the file; undefined when it was broken off.
 */
export async function writeFile(
  steps: FileSteps,
  signal: AbortSignal,
  onProgress: (written: Written) => void,
): Promise<Blob | undefined> {
  let file: Blob | undefined;
  let written: Written = { done: 0, total: 0 };
  const work = async function* (): AsyncGenerator<void> {
    for (;;) {
      const step = await steps.next();
      if (step.done) {
        file = step.value;
        return;
      }
      written = step.value;
      yield;
    }
  };
  const through = await inStrides(work(), signal, () => onProgress(written));
  return through ? file : undefined;
}
