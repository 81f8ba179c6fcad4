// Ours, by the calls that the app itself makes.
import {
  EMPTY_HEAD,
  hashEvent,
  NO_STREAM,
  openIndexedDbLog,
  sha256,
} from "../../../src/eventlog/library.ts";
import { createHistory } from "../../../src/read-model/create-read-model.ts";

const BATCH = 1_000;

let log;

/** @type {import("./records.mjs").Peer} */
export const peer = {
  notes:
    "strict; a write checks stream version and command id, chains hashes and keeps the journal",
  /** Random hashes become a true chain: another replica would have sent that. */
  prepare(events) {
    let previous = EMPTY_HEAD.hash;
    return events.map(({ hash: _, ...event }) => {
      previous = hashEvent(previous, event);
      return { ...event, hash: previous };
    });
  },
  async open(name) {
    log = await openIndexedDbLog({ name, now: Date.now });
  },
  writeOne({ type, schemaVersion, stream, version, data, meta }) {
    const payload = { stream, ...data };
    const digest = sha256(JSON.stringify(payload));
    return log.append({
      command: { id: meta.commandId, type, payload, digest },
      occurredAt: meta.occurredAt,
      events: [{ type, schemaVersion, stream, data }],
      expected: [{ stream, version: version === 1 ? NO_STREAM : version - 1 }],
    });
  },
  writeBulk: (events) => log.replicate(batches(events)),
  readAll: async () => (await log.read()).length,
  close: () => log.close(),
  remember(events) {
    const history = createHistory();
    const start = performance.now();
    history.add(events);
    const build = performance.now() - start;
    return {
      build,
      screen: (at, from, to) => [history.orders.count(at), history.orders.rows(at, from, to)],
      whole: (at) => history.orders.rows(at),
    };
  },
};

function* batches(events) {
  for (let from = 0; from < events.length; from += BATCH) yield events.slice(from, from + BATCH);
}
