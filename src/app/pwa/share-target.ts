import type { OfferedFile } from "../../application/files/offered-file.ts";

/** Where other apps send a file to be opened here. */
export const SHARE_TARGET = "/share";

const CACHE = "shared-file";
const ADDRESS = "/shared-file";
const NAME = "x-file-name";
const ORIGIN = "x-file-origin";

/**
 * Keeps a file that another app or a website shared, until the page takes it.
 * @param referrer address of the page that sent it, as far as the browser tells.
 */
export async function keepSharedFile(
  caches: CacheStorage,
  file: File,
  referrer: string,
): Promise<void> {
  const cache = await caches.open(CACHE);
  const sender = URL.canParse(referrer) ? new URL(referrer).origin : "";
  const origin = sender === location.origin ? "" : sender;
  const headers = {
    [NAME]: encodeURIComponent(file.name),
    [ORIGIN]: encodeURIComponent(origin),
    "content-type": file.type,
  };
  await cache.put(ADDRESS, new Response(file, { headers }));
}

/** Takes the file that was shared, once; undefined when there is none. */
export async function takeSharedFile(
  caches: CacheStorage,
): Promise<Omit<OfferedFile, "kind"> | undefined> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(ADDRESS);
  if (!kept) return undefined;
  await cache.delete(ADDRESS);
  const header = (name: string) => decodeURIComponent(kept.headers.get(name) ?? "");
  const name = header(NAME) || "shared.ndjson";
  const origin = header(ORIGIN);
  return {
    file: new File([await kept.blob()], name, { type: kept.headers.get("content-type") ?? "" }),
    source: { kind: "shared", ...(origin.startsWith("http") && { origin }) },
  };
}
