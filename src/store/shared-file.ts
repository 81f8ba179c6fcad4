/** Where other apps send a file to be opened here. */
export const SHARE_TARGET = "/share";

const CACHE = "shared-file";
const ADDRESS = "/shared-file";
const NAME = "x-file-name";

/** Keeps a file that another app shared, until the page takes it. */
export async function keepSharedFile(caches: CacheStorage, file: File): Promise<void> {
  const cache = await caches.open(CACHE);
  const headers = { [NAME]: encodeURIComponent(file.name), "content-type": file.type };
  await cache.put(ADDRESS, new Response(file, { headers }));
}

/** Takes the file that was shared, once; undefined when there is none. */
export async function takeSharedFile(caches: CacheStorage): Promise<File | undefined> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(ADDRESS);
  if (!kept) return undefined;
  await cache.delete(ADDRESS);
  const name = decodeURIComponent(kept.headers.get(NAME) ?? "") || "shared.ndjson";
  return new File([await kept.blob()], name, { type: kept.headers.get("content-type") ?? "" });
}
