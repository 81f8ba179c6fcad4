import type { Page } from "@playwright/test";

/**
 * All that a page has kept, wherever a page can keep something, and its address: as one text, in
 * which bytes stand as letters of Latin-1.
 */
export function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [location.href, document.cookie];
    const latin = new TextDecoder("latin1");
    const add = (value: unknown, seen = new Set<unknown>()): void => {
      if (seen.has(value)) return;
      if (typeof value !== "object" || value === null) texts.push(String(value));
      else if (value instanceof ArrayBuffer) texts.push(latin.decode(value));
      else if (ArrayBuffer.isView(value)) texts.push(latin.decode(value));
      else {
        seen.add(value);
        for (const [name, part] of Object.entries(value)) {
          texts.push(name);
          add(part, seen);
        }
      }
    };
    for (const storage of [localStorage, sessionStorage]) add({ ...storage });
    const ask = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([
          ask(records.getAllKeys()),
          ask(records.getAll()),
        ]);
        add({ keys, values });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) texts.push(url);
    }
    const addFiles = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, handle] of (
        folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }
      ).entries()) {
        texts.push(name);
        if (handle.kind === "directory") await addFiles(handle as FileSystemDirectoryHandle);
        else add(await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer());
      }
    };
    await addFiles(await navigator.storage.getDirectory());
    return texts.join("\n");
  });
}
