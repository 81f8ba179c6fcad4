import { PGlite } from "@electric-sql/pglite";

let database;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes: "IndexedDB file system, relaxedDurability off, bulk by COPY, records as a json column",
  async open(name) {
    database = await PGlite.create(`idb://${name}`, { relaxedDurability: false });
    await database.exec(
      "CREATE TABLE IF NOT EXISTS events (position bigint PRIMARY KEY, record json NOT NULL)",
    );
  },
  writeOne: (event) =>
    database.query("INSERT INTO events VALUES ($1, $2)", [event.position, JSON.stringify(event)]),
  writeBulk(events) {
    const blob = new Blob([events.map(asLine).join("")]);
    return database.query("COPY events FROM '/dev/blob' WITH (FORMAT csv)", [], { blob });
  },
  readAll: async () => (await readUpTo(Number.MAX_SAFE_INTEGER)).length,
  readUpTo,
  close: () => database.close(),
};

async function readUpTo(position) {
  const sql = "SELECT record FROM events WHERE position <= $1 ORDER BY position";
  const { rows } = await database.query(sql, [position]);
  return rows.map(({ record }) => record);
}

function asLine(event) {
  return `${event.position},"${JSON.stringify(event).replaceAll('"', '""')}"\n`;
}
