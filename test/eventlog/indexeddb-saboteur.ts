import type { Saboteur } from "./break-contract.ts";

const REQUESTS = ["get", "getKey", "put", "add", "count", "openCursor"] as const;

/** Aborts a transaction of whichever IndexedDB stands in the global scope, as a browser in trouble would. */
export function createIndexedDbSaboteur(): Saboteur {
  const originals = new Map<string, (...parts: never[]) => unknown>();
  let struck = false;

  return {
    arm(step) {
      struck = false;
      let seen = 0;
      for (const name of REQUESTS) {
        const original = IDBObjectStore.prototype[name] as (...parts: never[]) => unknown;
        originals.set(name, original);
        const trapped = function trapped(this: IDBObjectStore, ...parts: never[]) {
          const { mode } = this.transaction;
          if (mode === "readwrite" && seen === step && !struck) {
            struck = true;
            // Asked for in the same breath as the abort: the request fails with the transaction.
            const request = original.apply(this, parts);
            this.transaction.abort();
            return request;
          }
          if (mode === "readwrite") seen += 1;
          return original.apply(this, parts);
        };
        Object.assign(IDBObjectStore.prototype, { [name]: trapped });
      }
    },
    disarm() {
      Object.assign(IDBObjectStore.prototype, Object.fromEntries(originals));
      return struck;
    },
  };
}
