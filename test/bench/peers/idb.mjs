import { openDB } from "idb";

let database;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: "strict transactions, one record an event",
  async open(name) {
    database = await openDB(name, 1, {
      upgrade: (created) => created.createObjectStore("events", { keyPath: "position" }),
    });
  },
  async writeOne(event) {
    const tx = database.transaction("events", "readwrite", { durability: "strict" });
    await Promise.all([tx.store.add(event), tx.done]);
  },
  async writeBulk(events) {
    const tx = database.transaction("events", "readwrite", { durability: "strict" });
    for (const event of events) tx.store.add(event);
    await tx.done;
  },
  readAll: async () => (await database.getAll("events")).length,
  readUpTo: (position) => database.getAll("events", IDBKeyRange.upperBound(position)),
  close: () => database.close(),
};
