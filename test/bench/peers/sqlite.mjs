import { askingOf } from "./ask-worker.mjs";

let worker;
let ask;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes:
    "OPFS SAH pool in a worker, WAL, synchronous=FULL, bulk in one transaction, records as JSON text",
  async open(name) {
    worker = new Worker(new URL("./sqlite.worker.mjs", import.meta.url), { type: "module" });
    ask = askingOf(worker);
    await ask("open", name);
  },
  writeOne: (event) => ask("write", [asRow(event)]),
  writeBulk: (events) => ask("write", events.map(asRow)),
  readAll: async () => JSON.parse(await ask("read", Number.MAX_SAFE_INTEGER)).length,
  readUpTo: async (position) => JSON.parse(await ask("read", position)),
  async close() {
    await ask("close");
    worker.terminate();
  },
};

function asRow(event) {
  return [event.position, JSON.stringify(event)];
}
