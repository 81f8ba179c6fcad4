import { createLater } from "../eventlog/later.ts";
import type { CommandBus } from "./command-bus.ts";

/** A command bus whose code comes apart from the first screen. */
export interface LaterBus extends CommandBus {
  /** Fetches the code, so that it is there when the first command comes. */
  fetch(): Promise<unknown>;
}

/**
 * Makes a bus out of what fetches it. Where that fails, the command that needs it throws a `StorageError`, and the next one tries again.
 */
export function createLaterBus(load: () => Promise<CommandBus>): LaterBus {
  const fetch = createLater(load);
  return {
    fetch,
    dispatch: async (command, cause) => (await fetch()).dispatch(command, cause),
    carryOut: async (step, origin) => (await fetch()).carryOut(step, origin),
  };
}
