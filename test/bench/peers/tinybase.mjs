import { createStore } from "tinybase";
import { createIndexedDbPersister } from "tinybase/persisters/persister-indexed-db";

let store;
let persister;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: "save() after each write, which writes the whole table; no say in durability",
  async open(name) {
    store = createStore();
    persister = createIndexedDbPersister(store, name);
    await persister.load();
  },
  async writeOne(event) {
    store.setRow("events", String(event.position), event);
    await persister.save();
  },
  async writeBulk(events) {
    store.setTable("events", Object.fromEntries(events.map((event) => [event.position, event])));
    await persister.save();
  },
  readAll: async () => Object.keys(store.getTable("events")).length,
  async readUpTo(position) {
    // No query language here, and all of it lies in memory: the rows are taken by their ids.
    const events = [];
    for (let at = 1; at <= position; at += 1) events.push(store.getRow("events", String(at)));
    return events;
  },
  close: () => persister.destroy(),
};
