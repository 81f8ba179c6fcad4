import { cacheNames } from "workbox-core";
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import type { SecretMessage } from "../../application/sharing/carried-secret.ts";
import { isWorker, RESPONSE_HEADERS, WORKER_HEADERS } from "./response-headers.ts";
import { keepSharedFile, SHARE_TARGET } from "./share-target.ts";

/** The cache of code that only pages of older versions ask for, and the entry that names these. */
const OLDER_CODE = "older-code";
const OLDER_PAGES = "/older-pages";

// Only what is used here: the types of workers and of pages cannot stand in one project.
interface Scope {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
  readonly clients: {
    matchAll(of: { type: "window"; includeUncontrolled: true }): Promise<readonly { id: string }[]>;
  };
  readonly registration: { readonly installing: unknown; readonly waiting: unknown };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Lasting & Fetched) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Message>) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched {
  readonly request: Request;
}
type Message = "take over" | SecretMessage;
declare const self: Scope;

// Also where the host sends files and nothing else.
addPlugins([
  {
    // By what was asked for: a response that a host had redirected has no address when it is kept.
    cachedResponseWillBeUsed: async ({ cachedResponse, request }) =>
      cachedResponse && guarded(cachedResponse, new URL(request.url)),
  },
]);

async function guarded(response: Response, { pathname }: URL): Promise<Response> {
  const isPage = pathname === "/index.html";
  if (!isPage && !isWorker(pathname)) return response;
  const headers = new Headers(response.headers);
  const own = isPage ? RESPONSE_HEADERS : WORKER_HEADERS;
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  // Whole, not as a stream: that would end with this worker, when a newer one takes over.
  return new Response(await response.blob(), { headers });
}

// Before any route: once one answers, no other listener is asked.
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.waitUntil(dropWithoutReaders());
});

// Everything the app is made of is kept at the first visit: from then on it needs no network.
const manifest = self.__WB_MANIFEST;
precacheAndRoute(manifest);
keepOlderCode(manifest);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html")));

registerRoute(
  ({ url }) => url.pathname === SHARE_TARGET,
  async ({ request }) => {
    const file = (await request.formData()).get("log");
    if (file instanceof File) await keepSharedFile(caches, file, request.referrer);
    return Response.redirect("/?shared#/transfer", 303);
  },
  "POST",
);

// A new version waits until the person says so. Pages of the older one are read-only from then on:
// two versions at once never write to one book.
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

// What a form of the page was given goes over a reload in this memory, and never to a disk.
let carried: { readonly taker: string; readonly secret: string } | undefined;
self.addEventListener("message", ({ data, ports: [port] }) => {
  if (data === "take over") return;
  if (data.kind === "keep secret") {
    carried = data;
    port?.postMessage(true);
  } else if (carried?.taker === data.taker) {
    port?.postMessage(carried.secret);
    carried = undefined;
  } else port?.postMessage(undefined);
});

// What a page of an older version has not fetched yet is there for as long as one is open.
function keepOlderCode(entries: typeof manifest): void {
  const urls = new Set(entries.map((entry) => (typeof entry === "string" ? entry : entry.url)));
  const isOlderCode = ({ pathname }: URL): boolean =>
    pathname.startsWith("/assets/") && !urls.has(pathname.slice(1));

  self.addEventListener("install", (event) => event.waitUntil(copyOlder()));
  async function copyOlder(): Promise<void> {
    const [current, older] = await Promise.all([caches.open(cacheNames.precache), olderCode()]);
    for (const request of await current.keys()) {
      const response = isOlderCode(new URL(request.url)) && (await current.match(request));
      if (response) await older.put(request.url, response);
    }
  }

  registerRoute(
    ({ url }) => url.origin === location.origin && isOlderCode(url),
    async ({ request }) => (await (await olderCode()).match(request.url)) ?? fetch(request),
  );

  self.addEventListener("activate", (event) => event.waitUntil(noteOlderPages()));
  async function noteOlderPages(): Promise<void> {
    const open = await openPages();
    await (await olderCode()).put(OLDER_PAGES, new Response(JSON.stringify(open)));
  }
}

async function dropWithoutReaders(): Promise<void> {
  // A version that waits has put there what pages of this one will need.
  if (self.registration.waiting || self.registration.installing) return;
  const noted = await (await olderCode()).match(OLDER_PAGES);
  const older: readonly string[] = noted ? await noted.json() : [];
  const open = await openPages();
  if (!open.some((id) => older.includes(id))) await caches.delete(OLDER_CODE);
}

async function openPages(): Promise<readonly string[]> {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.map(({ id }) => id);
}

function olderCode(): Promise<Cache> {
  return caches.open(OLDER_CODE);
}
