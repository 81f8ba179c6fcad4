import type { CommandInput } from "../../domain/command-schema.ts";
import { sayError } from "../../eventlog/errors.ts";
import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import type { CommandBus } from "../commands/command-bus.ts";
import type { BookStore } from "../store/book-store.ts";
import type { SampleState } from "../store/sample-state.ts";

/** Milliseconds between two drawings of the progress. */
const DRAWING = 50;

/** Loads the sample into the open book. */
export interface SampleLoader {
  /**
   * Dispatches the sample's commands one after the other; resolves when it ended, however it did. Each is whole in
   * itself, so stopping leaves whole orders; loading again goes on where it stopped, because commands keep their ids.
   */
  load(): Promise<void>;
  cancel(): void;
}

/** Makes the loader of one book; its state stands in the book's store, whatever screen is shown. */
export function createSampleLoader(
  store: BookStore,
  bus: CommandBus,
  fetchCommands: (signal: AbortSignal) => Promise<readonly CommandInput[]>,
): SampleLoader {
  let controller: AbortController | undefined;
  const tell = (sample: SampleState): void => store.setState({ sample });

  const run = async (signal: AbortSignal): Promise<SampleState> => {
    let done = 0;
    let total = 0;
    const tellProgress = atOnceThenPaced(() => {
      if (store.getState().sample.kind === "loading") tell({ kind: "loading", done, total });
    }, DRAWING);
    try {
      const commands = await fetchCommands(signal);
      total = commands.length;
      for (const command of commands) {
        if (signal.aborted) return { kind: "cancelled", done, total };
        const result = await bus.dispatch(command);
        if (!result.accepted) return { kind: "failed", done, reason: result.rejection.message };
        done += 1;
        tellProgress();
      }
      return { kind: "loaded" };
    } catch (error) {
      if (signal.aborted) return { kind: "cancelled", done, total };
      return { kind: "failed", done, reason: sayError(error) };
    }
  };

  return {
    async load() {
      if (controller) return;
      controller = new AbortController();
      tell({ kind: "loading", done: 0, total: 0 });
      tell(await run(controller.signal));
      controller = undefined;
    },
    cancel: () => controller?.abort(),
  };
}
