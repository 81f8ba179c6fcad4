import { askingOf } from "./ask-worker.mjs";

let worker;
let ask;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes:
    "OPFS access handles in a worker, relaxedDurability off, bulk by COPY, records as a json column",
  async open(name) {
    worker = new Worker(new URL("./pglite.worker.mjs", import.meta.url), { type: "module" });
    ask = askingOf(worker);
    await ask("open", name);
  },
  writeOne: (event) => ask("writeOne", [event.position, JSON.stringify(event)]),
  writeBulk: (events) => ask("writeBulk", new Blob([events.map(asLine).join("")])),
  readAll: async () => JSON.parse(await ask("read", Number.MAX_SAFE_INTEGER)).length,
  readUpTo: async (position) => JSON.parse(await ask("read", position)),
  async close() {
    await ask("close");
    worker.terminate();
  },
};

function asLine(event) {
  return `${event.position},"${JSON.stringify(event).replaceAll('"', '""')}"\n`;
}
