import { createRxDatabase } from "rxdb/plugins/core";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";

const text = { type: "string" };
const number = { type: "number" };

// The primary key has to be a text: padded, so that its order is the order of positions and no second index is needed.
const schema = {
  version: 0,
  primaryKey: "key",
  type: "object",
  properties: {
    key: { type: "string", maxLength: 12 },
    position: number,
    id: text,
    type: text,
    schemaVersion: number,
    stream: text,
    version: number,
    data: { type: "object" },
    meta: { type: "object" },
    hash: text,
  },
  required: ["key", "position"],
};

let database;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: "Dexie storage with chromeTransactionDurability strict, one write a document, bulkInsert",
  async open(name) {
    database = await createRxDatabase({
      name,
      storage: getRxStorageDexie({ chromeTransactionDurability: "strict" }),
      multiInstance: false,
    });
    await database.addCollections({ events: { schema } });
  },
  writeOne: (event) => database.events.insert(keyed(event)),
  async writeBulk(events) {
    const { error } = await database.events.bulkInsert(events.map(keyed));
    if (error.length) throw new Error(`${error.length} records were refused`);
  },
  readAll: async () => (await read()).length,
  readUpTo: (position) => read({ key: { $lte: keyOf(position) } }),
  close: () => database.close(),
};

async function read(selector = {}) {
  const documents = await database.events.find({ selector }).exec();
  return documents.map((document) => document.toJSON());
}

function keyed(event) {
  return { key: keyOf(event.position), ...event };
}

function keyOf(position) {
  return String(position).padStart(12, "0");
}
