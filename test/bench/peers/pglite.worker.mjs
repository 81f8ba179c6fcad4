import { PGlite, types } from "@electric-sql/pglite";
import { answerBy } from "./ask-worker.mjs";

let database;

answerBy({
  async open(name) {
    database = await PGlite.create(`opfs-ahp://${name}`, { relaxedDurability: false });
    await database.exec(
      "CREATE TABLE IF NOT EXISTS events (position bigint PRIMARY KEY, record json NOT NULL)",
    );
  },
  async writeOne(row) {
    await database.query("INSERT INTO events VALUES ($1, $2)", row);
  },
  async writeBulk(blob) {
    await database.query("COPY events FROM '/dev/blob' WITH (FORMAT csv)", [], { blob });
  },
  /** One text for all: it crosses to the page faster than as many objects. */
  async read(position) {
    const sql = "SELECT record FROM events WHERE position <= $1 ORDER BY position";
    const asText = { [types.JSON]: (text) => text };
    const { rows } = await database.query(sql, [position], { parsers: asText, rowMode: "array" });
    return `[${rows.join(",")}]`;
  },
  close: () => database.close(),
});
