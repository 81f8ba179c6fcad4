import type { CommandInput } from "../domain/command-input.ts";
import type { DispatchResult } from "./command-bus.ts";

/** How far loading has come. */
export interface SampleProgress {
  readonly done: number;
  readonly total: number;
}

/** How loading ended. A command that the book knew already counts as done. */
export type SampleOutcome =
  | { readonly kind: "loaded"; readonly commands: number }
  | { readonly kind: "cancelled"; readonly done: number }
  | { readonly kind: "refused"; readonly done: number; readonly message: string };

/**
 * Dispatches the sample's commands one after the other. Each is whole in itself, so cancelling leaves whole orders;
 * loading again goes on where it stopped, because the commands keep their ids.
 */
export async function loadSample(
  commands: readonly CommandInput[],
  dispatch: (command: CommandInput) => Promise<DispatchResult>,
  onProgress: (progress: SampleProgress) => void,
  signal: AbortSignal,
): Promise<SampleOutcome> {
  const total = commands.length;
  for (const [done, command] of commands.entries()) {
    if (signal.aborted) return { kind: "cancelled", done };
    const result = await dispatch(command);
    if (!result.accepted) return { kind: "refused", done, message: result.rejection.message };
    onProgress({ done: done + 1, total });
  }
  return { kind: "loaded", commands: total };
}
