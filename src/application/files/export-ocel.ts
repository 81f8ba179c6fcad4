import { clientIdOf, orderIdOf, walletOwnerOf } from "../../domain/ids.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import { beginOcelFile } from "../../formats/ocel/ocel-file.ts";
import type { History } from "../../read-model/read-model.ts";
import type { KeyedView } from "../../read-model/temporal/temporal-view.ts";
import type { Written } from "./chunked-file-writer.ts";

/** Writes a book as an object-centric event log (OCEL 2.0), as of a position: its events, then its records with their values over time. */
export function* writeOcel(history: History, at: Position): Generator<Written, Blob> {
  const { clients, orders, wallets } = history;
  const total = at + clients.count(at) + orders.count(at) + wallets.count(at);
  const events = beginOcelFile((stream) => isThere(history, stream, at));
  let done = 0;

  for (const event of history.eventsUpTo(at)) {
    events.addEvent(event);
    yield { done: ++done, total };
  }
  const objects = events.endEvents();
  function* addAll<Row>(view: KeyedView<Row>, keyOf: (row: Row) => string): Generator<Written> {
    for (let place = 0; place < view.count(at); place += 1) {
      for (const row of view.rows(at, place, place + 1)) {
        objects.addObject(view.changes(keyOf(row), at));
      }
      yield { done: ++done, total };
    }
  }
  yield* addAll(clients, ({ id }) => id);
  yield* addAll(orders, ({ id }) => id);
  yield* addAll(wallets, ({ clientId }) => clientId);
  return objects.end();
}

function isThere(history: History, stream: StreamName, at: Position): boolean {
  const isIn = (view: Pick<KeyedView<unknown>, "placeOf" | "count">, key: string | undefined) => {
    const place = key === undefined ? -1 : view.placeOf(key);
    return place >= 0 && place < view.count(at);
  };
  return (
    isIn(history.clients, clientIdOf(stream)) ||
    isIn(history.orders, orderIdOf(stream)) ||
    isIn(history.wallets, walletOwnerOf(stream))
  );
}
