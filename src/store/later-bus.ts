import type { CommandBus } from "./command-bus.ts";

/** A command bus whose code comes apart from the first screen. */
export interface LaterBus extends CommandBus {
  /** Fetches the code, so that it is there when the first command comes. */
  fetch(): Promise<unknown>;
}

/** Makes a bus out of what fetches it. What fails is told by the command that needs it, and tried again by the next. */
export function createLaterBus(load: () => Promise<CommandBus>): LaterBus {
  let fetched: Promise<CommandBus> | undefined;
  const fetch = (): Promise<CommandBus> => {
    fetched ??= load().catch((error) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
  return {
    fetch,
    dispatch: async (command, cause) => (await fetch()).dispatch(command, cause),
    carryOut: async (step, origin) => (await fetch()).carryOut(step, origin),
  };
}
