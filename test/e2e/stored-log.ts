import type { Page } from "@playwright/test";

/** Reaches behind the app's back into the stored log of the open book, as a careless or hostile hand would. */
export class StoredLog {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Changes the record that stands at the `index`-th place of a store, counted from its end when negative. */
  change(store: string, index: number, change: { readonly data: object }): Promise<void> {
    return this.touch({ store, index, change });
  }

  /** Removes records from one place of a store on. */
  remove(store: string, index: number, count = 1): Promise<void> {
    return this.touch({ store, index, count });
  }

  /** Lets two records of a store trade places. */
  swap(store: string, index: number, other: number): Promise<void> {
    return this.touch({ store, index, other });
  }

  /** Where the log was last recorded to end. */
  recordedEnd(): Promise<number | undefined> {
    return this.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
      const name = names.find((each) => each.startsWith("hindsight-book-")) ?? "";
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => resolve(request.result);
      });
      const request = database.transaction("head").objectStore("head").get("head");
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      database.close();
      return request.result?.position;
    });
  }

  /** Opens the book's database under a newer version, as a newer app would, and lets go of it again. */
  upgrade(version: number): Promise<void> {
    return this.page.evaluate(async (wanted) => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
      const name = names.find((each) => each.startsWith("hindsight-book-")) ?? "";
      await new Promise((resolve, reject) => {
        const request = indexedDB.open(name, wanted);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => resolve(request.result.close());
      });
    }, version);
  }

  private touch(what: {
    readonly store: string;
    readonly index: number;
    readonly change?: { readonly data: object };
    readonly count?: number;
    readonly other?: number;
  }): Promise<void> {
    return this.page.evaluate(async ({ store, index, change, count, other }) => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
      const name = names.find((each) => each.startsWith("hindsight-book-")) ?? "";
      const database = await settled(indexedDB.open(name));
      const records = database.transaction(store, "readwrite").objectStore(store);
      const keys = await settled(records.getAllKeys());
      const at = (place: number) => (place < 0 ? keys.length + place : place);
      const keyAt = (place: number) => keys[at(place)] as IDBValidKey;
      const here = await settled(records.get(keyAt(index)));
      if (change) {
        Object.assign(here.events[0].data, change.data);
        await settled(records.put(here, keyAt(index)));
      } else if (other !== undefined) {
        await settled(records.put(await settled(records.get(keyAt(other))), keyAt(index)));
        await settled(records.put(here, keyAt(other)));
      } else {
        for (const key of keys.slice(at(index), at(index) + (count ?? 1))) {
          await settled(records.delete(key));
        }
      }
      database.close();
    }, what);
  }
}
