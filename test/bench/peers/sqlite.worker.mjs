import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { answerBy } from "./ask-worker.mjs";

let pool;
let database;

answerBy({
  async open(name) {
    const sqlite = await sqlite3InitModule();
    pool = await sqlite.installOpfsSAHPoolVfs({});
    database = new pool.OpfsSAHPoolDb(`/${name}.sqlite`);
    // Without shared memory a write-ahead log wants the file for itself; the default, a journal, syncs more often.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    const mode = database.selectValue("PRAGMA journal_mode = WAL");
    if (mode !== "wal") throw new Error(`journal mode ${mode}`);
    database.exec("PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, record TEXT)");
  },
  write(rows) {
    database.transaction(() => {
      const insert = database.prepare("INSERT INTO events VALUES (?, ?)");
      for (const row of rows) insert.bind(row).stepReset();
      insert.finalize();
    });
  },
  /** One text for all: it crosses to the page faster than as many objects. */
  read(position) {
    const sql = "SELECT record FROM events WHERE position <= ? ORDER BY position";
    const records = database.selectValues(sql, [position]);
    return `[${records.join(",")}]`;
  },
  close() {
    database.close();
    pool.pauseVfs();
  },
});
