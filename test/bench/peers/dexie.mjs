import { Dexie } from "dexie";

let database;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: "chromeTransactionDurability strict, bulkAdd",
  async open(name) {
    database = new Dexie(name, { chromeTransactionDurability: "strict" });
    database.version(1).stores({ events: "position" });
    await database.open();
  },
  writeOne: (event) => database.events.add(event),
  writeBulk: (events) => database.events.bulkAdd(events),
  readAll: async () => (await database.events.toArray()).length,
  readUpTo: (position) => database.events.where("position").belowOrEqual(position).toArray(),
  close: () => database.close(),
};
