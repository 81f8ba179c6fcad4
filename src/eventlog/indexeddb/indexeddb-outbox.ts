import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { CommandId } from "../envelope.ts";
import { CommandIdReusedError } from "../errors.ts";
import {
  idOf,
  isSame,
  type Outbox,
  type OutboxItem,
  type OutgoingCommand,
} from "../replication/outbox.ts";
import { createListeners } from "../util/emitter.ts";
import { createTurns } from "../util/mutex.ts";
import { atOnceThenPaced } from "../util/throttle.ts";
import { toStorageError } from "./transaction.ts";

interface OutboxSchema extends DBSchema {
  items: { key: number; value: OutboxItem; indexes: { id: CommandId } };
}

type Items = ReturnType<typeof writing>["store"];

/** Commands that are written together, and then those of them whose id another command has. */
interface Batch {
  readonly commands: OutgoingCommand[];
  readonly written: Promise<ReadonlySet<OutgoingCommand>>;
}

/** Milliseconds between two looks at what other tabs changed. */
const PACE = 20;

/**
 * Opens an outbox in a database of its own: it is written beside the log, and neither waits for the other.
 * @throws StorageError when the browser refuses.
 */
export async function openIndexedDbOutbox(name: string): Promise<Outbox> {
  const database = await openDatabase(name).catch((error) => {
    throw toStorageError(error);
  });
  const listeners = createListeners<[]>();
  const inTurn = createTurns();
  const otherTabs = new BroadcastChannel(`hindsight:${name}`);
  let items: readonly OutboxItem[] = await database.getAll("items");
  let batch: Batch | undefined;

  const changed = (now: readonly OutboxItem[]): void => {
    items = now;
    listeners.notify();
  };

  /** Changes the stored items and, once that is durable, those that are known here. */
  const change = (
    work: (stored: Items) => Promise<(known: readonly OutboxItem[]) => readonly OutboxItem[]>,
  ): Promise<void> =>
    inTurn(async () => {
      try {
        const tx = writing(database);
        const [apply] = await Promise.all([work(tx.store), tx.done]);
        changed(apply(items));
      } catch (error) {
        throw toStorageError(error);
      }
      otherTabs.postMessage("changed");
    });

  // All that come before the writing begins share a transaction, and its fate.
  const write = async (commands: readonly OutgoingCommand[]) => {
    const reused = new Set<OutgoingCommand>();
    await change(async (stored) => {
      batch = undefined;
      const added: OutboxItem[] = [];
      for (const command of commands) {
        const known = await stored.index("id").get(idOf(command));
        if (!known) added.push(await addTo(stored, command));
        else if (!isSame(known, command)) reused.add(command);
      }
      return (items) => [...items, ...added];
    });
    return reused;
  };

  otherTabs.onmessage = atOnceThenPaced(() => {
    // A database that is gone is told by whoever writes to it.
    inTurn(async () => changed(await database.getAll("items"))).catch(() => {});
  }, PACE);

  return {
    items: () => items,
    async add(command) {
      if (batch) batch.commands.push(command);
      else {
        const commands = [command];
        batch = { commands, written: Promise.resolve().then(() => write(commands)) };
      }
      const reused = await batch.written;
      if (reused.has(command)) throw new CommandIdReusedError(idOf(command));
    },
    replace: (former, command) =>
      change(async (stored) => {
        const gone = [former, idOf(command)];
        for (const id of gone) {
          const key = await stored.index("id").getKey(id);
          if (key !== undefined) await stored.delete(key);
        }
        const added = await addTo(stored, command);
        return (known) => [...known.filter((item) => !gone.includes(idOf(item))), added];
      }),
    refuseLater: (id, refusedLater) =>
      change(async (stored) => {
        const item = await stored.index("id").get(id);
        if (item) await stored.put({ ...item, refusedLater });
        return (known) => known.map((one) => (idOf(one) === id ? { ...one, refusedLater } : one));
      }),
    remove: (ids) =>
      change(async (stored) => {
        const keys = await Promise.all(ids.map((id) => stored.index("id").getKey(id)));
        await Promise.all(keys.flatMap((key) => (key === undefined ? [] : stored.delete(key))));
        const gone = new Set(ids);
        return (known) => known.filter((item) => !gone.has(idOf(item)));
      }),
    onChange: listeners.add,
    close() {
      listeners.clear();
      otherTabs.close();
      database.close();
    },
  };
}

/** Adds a command whose id is not there. Resolves to the item that it became. */
async function addTo(stored: Items, command: OutgoingCommand): Promise<OutboxItem> {
  const number = await stored.add(command as OutboxItem);
  return { ...command, number };
}

function openDatabase(name: string): Promise<IDBPDatabase<OutboxSchema>> {
  return openDB<OutboxSchema>(name, 1, {
    upgrade(created) {
      const items = created.createObjectStore("items", { keyPath: "number", autoIncrement: true });
      items.createIndex("id", "attempt.command.id" as never, { unique: true });
    },
    blocking: (_current, _wanted, { target }) => (target as IDBDatabase).close(),
  });
}

function writing(database: IDBPDatabase<OutboxSchema>) {
  return database.transaction("items", "readwrite", { durability: "strict" });
}
