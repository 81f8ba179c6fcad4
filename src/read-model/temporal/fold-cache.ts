import type { Position } from "../../eventlog/envelope.ts";
import type { Chains } from "./position-chains.ts";

/** Folds the events of rows as of any position. */
export interface Folder<State> {
  stateAt(row: number, at: Position): State;
}

/** Events of a row between two states that are kept. */
const STRIDE = 64;

/**
 * Makes a folder that folds a row from its own few events, anew each time. Only of rows with many events it keeps a state now
 * and then, so that no question costs more than the events in between.
 */
export function createFolder<State>(
  chains: Chains,
  initialState: State,
  evolve: (state: State, position: Position) => State,
): Folder<State> {
  const kept = new Map<number, State[]>();

  const fold = (state: State, positions: readonly Position[]): State =>
    positions.reduce(evolve, state);

  return {
    stateAt(row, at) {
      const count = chains.countUpTo(row, at);
      if (count < 2 * STRIDE) return fold(initialState, chains.positionsUpTo(row, at));
      const states = kept.get(row) ?? [initialState];
      kept.set(row, states);
      const wanted = Math.floor(count / STRIDE);
      const begin = Math.min(wanted, states.length - 1);
      const positions = chains.positionsUpTo(row, at, begin * STRIDE);
      let state = states[begin] as State;
      for (let keep = begin; keep < wanted; keep += 1) {
        const offset = (keep - begin) * STRIDE;
        state = fold(state, positions.slice(offset, offset + STRIDE));
        states[keep + 1] = state;
      }
      return fold(state, positions.slice((wanted - begin) * STRIDE));
    },
  };
}
