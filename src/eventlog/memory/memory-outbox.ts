import { CommandIdReusedError } from "../errors.ts";
import { idOf, isSame, type Outbox, type OutboxItem } from "../replication/outbox.ts";
import { createListeners } from "../util/emitter.ts";

/** An outbox that lasts as long as the page. */
export function createMemoryOutbox(): Outbox {
  const listeners = createListeners<[]>();
  let items: readonly OutboxItem[] = [];
  let count = 0;

  const change = (changed: readonly OutboxItem[]): void => {
    items = changed;
    listeners.notify();
  };

  return {
    items: () => items,
    async add(command) {
      const known = items.find((item) => idOf(item) === idOf(command));
      if (known && !isSame(known, command)) throw new CommandIdReusedError(idOf(command));
      if (known) return;
      count += 1;
      change([...items, { ...command, number: count }]);
    },
    async replace(former, command) {
      count += 1;
      const gone = [former, idOf(command)];
      const others = items.filter((item) => !gone.includes(idOf(item)));
      change([...others, { ...command, number: count }]);
    },
    async refuseLater(id, refusedLater) {
      change(items.map((item) => (idOf(item) === id ? { ...item, refusedLater } : item)));
    },
    async remove(ids) {
      const gone = new Set(ids);
      change(items.filter((item) => !gone.has(idOf(item))));
    },
    onChange: listeners.add,
    close: listeners.clear,
  };
}
