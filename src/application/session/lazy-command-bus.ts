import { createLater } from "../../eventlog/util/lazy-import.ts";
import type { BusMode, CommandBus, LoadedBus } from "../commands/command-bus.ts";

/** A command bus whose code comes apart from the first screen. */
export interface LaterBus extends CommandBus {
  /** Fetches the code, so that it is there when the first command comes. */
  fetch(): Promise<unknown>;
}

/**
 * Makes a bus out of what fetches it. Where that fails, the command that needs it throws a `StorageError`, and the next one tries again.
 * @param mode whether the book is live now.
 */
export function createLaterBus(load: () => Promise<LoadedBus>, mode: () => BusMode): LaterBus {
  const fetch = createLater(load);
  return {
    fetch,
    async dispatch(given, cause) {
      const command = asGiven(given);
      const modeNow = mode();
      return (await fetch()).dispatch(command, cause, modeNow);
    },
    async carryOut(step, origin) {
      const modeNow = mode();
      return (await fetch()).carryOut(step, origin, modeNow);
    },
  };
}

// Whoever fills one object again for the next command has meant each as it was when it was given.
function asGiven(command: unknown): unknown {
  try {
    return structuredClone(command);
  } catch {
    return command; // What cannot be copied is no command: it is refused with what is wrong with it.
  }
}
