import { instrument } from "@redux-devtools/instrument";
import { createStore } from "redux";

// Every past state is kept, and each holds its own rows: with as many rows as there are orders, memory ends first.
const ROWS = 50;
const LAST = 10;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: `keeps nothing on disk; ${ROWS} rows in all, where the others have one an order`,
  remember(events) {
    const store = createStore(reduce, instrument(undefined, { maxAge: Number.POSITIVE_INFINITY }));
    const { liftedStore } = store;
    const start = performance.now();
    for (const event of events) store.dispatch({ type: "recorded", event });
    const build = performance.now() - start;
    let jumps = 0;
    return {
      build,
      screen(at) {
        jumps += 1;
        // State 0 is before the first action, and action ids count from 1.
        liftedStore.dispatch(
          jumps % 2
            ? { type: "JUMP_TO_STATE", index: at }
            : { type: "JUMP_TO_ACTION", actionId: at },
        );
        return Object.values(store.getState().rows);
      },
    };
  },
};

const EMPTY = { count: 0, last: [], rows: {} };

function reduce(state = EMPTY, { type, event }) {
  if (type !== "recorded") return state;
  const { position, stream, data } = event;
  const key = `row-${position % ROWS}`;
  const row = { id: stream, changes: (state.rows[key]?.changes ?? 0) + 1, ...data };
  return {
    count: state.count + 1,
    last: [...state.last.slice(1 - LAST), position],
    rows: { ...state.rows, [key]: row },
  };
}
