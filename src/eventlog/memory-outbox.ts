import { createListeners } from "./listeners.ts";
import { idOf, type Outbox, type OutboxItem } from "./outbox.ts";

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
      if (items.some((item) => idOf(item) === idOf(command))) return;
      count += 1;
      change([...items, { ...command, number: count }]);
    },
    async replace(former, command) {
      count += 1;
      change([...items.filter((item) => idOf(item) !== former), { ...command, number: count }]);
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
