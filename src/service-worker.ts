import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { isWorker, RESPONSE_HEADERS, WORKER_HEADERS } from "./response-headers.ts";
import type { SecretMessage } from "./store/carried-secret.ts";
import { keepSharedFile, SHARE_TARGET } from "./store/shared-file.ts";

// Only what is used here: the types of workers and of pages cannot stand in one project.
interface Scope {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
  skipWaiting(): Promise<void>;
  addEventListener(type: "message", listener: (event: MessageEvent<Message>) => void): void;
}
type Message = "take over" | SecretMessage;
declare const self: Scope;

// Also where the host sends files and nothing else.
addPlugins([{ cachedResponseWillBeUsed: async ({ cachedResponse }) => guarded(cachedResponse) }]);

async function guarded(response: Response | undefined): Promise<Response | undefined> {
  if (!response) return response;
  const { pathname } = new URL(response.url);
  const isPage = pathname === "/index.html";
  if (!isPage && !isWorker(pathname)) return response;
  const headers = new Headers(response.headers);
  const own = isPage ? RESPONSE_HEADERS : WORKER_HEADERS;
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  // Whole, not as a stream: that would end with this worker, when a newer one takes over.
  return new Response(await response.blob(), { headers });
}

// Everything the app is made of is kept at the first visit: from then on it needs no network.
precacheAndRoute(self.__WB_MANIFEST);
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

// A new version waits until the person says so: two versions at once never write to one book.
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
