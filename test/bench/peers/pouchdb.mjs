import PouchDB from "pouchdb-browser";

const BATCH = 10_000;

let database;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes:
    "adapter idb; no say in durability: the browser's default, which does not wait for the disk",
  async open(name) {
    database = new PouchDB(name, { adapter: "idb" });
    await database.info();
  },
  writeOne: (event) => database.put(keyed(event)),
  async writeBulk(events) {
    for (let from = 0; from < events.length; from += BATCH) {
      const results = await database.bulkDocs(events.slice(from, from + BATCH).map(keyed));
      const refused = results.find(({ error }) => error);
      if (refused) throw new Error(refused.message);
    }
  },
  readAll: async () => (await read()).length,
  readUpTo: (position) => read({ endkey: keyOf(position) }),
  close: () => database.close(),
};

async function read(range = {}) {
  const { rows } = await database.allDocs({ include_docs: true, ...range });
  return rows.map(({ doc }) => doc);
}

function keyed(event) {
  return { _id: keyOf(event.position), ...event };
}

function keyOf(position) {
  return String(position).padStart(12, "0");
}
