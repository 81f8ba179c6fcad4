import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { keepSharedFile, SHARE_TARGET } from "./store/shared-file.ts";

// Only what is used here: the types of workers and of pages cannot stand in one project.
interface Scope {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
  skipWaiting(): Promise<void>;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}
declare const self: Scope;

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
