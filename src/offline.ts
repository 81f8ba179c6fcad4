import type { BookStore } from "./store/book-store.ts";
import { takeSharedFile } from "./store/shared-file.ts";
import { offerFile } from "./ui/offer-file.ts";

/**
 * Makes the page an app of its device: it starts without a network, tells of a newer version, and takes the files that are
 * opened with it or shared with it.
 */
export async function becomeApp(store: BookStore): Promise<void> {
  takeLaunchedFiles((file) => offerFile(store, file, { kind: "opened" }));
  if (new URLSearchParams(location.search).has("shared")) {
    const shared = await takeSharedFile(caches);
    if (shared) offerFile(store, shared.file, shared.source);
  }
  await keepApp((update) => store.setState({ update }));
}

// Milliseconds. A file fetched in the very moment of the handover wakes the old version again, and Chromium then lets the new one
// wait on. To leave the page hands over, too.
const LONGEST_HANDOVER = 3_000;

// Keeps the app itself on this device; not while it is developed, nor where the browser cannot. What `onUpdate` is given
// reloads this tab with the version that waits.
async function keepApp(onUpdate: (takeOver: () => void) => void): Promise<void> {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("/service-worker.js");
  const tell = (waiting: ServiceWorker): void =>
    onUpdate(() => {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      setTimeout(() => location.reload(), LONGEST_HANDOVER);
      waiting.postMessage("take over");
    });
  // The very first version has nobody to ask.
  if (registration.waiting && serviceWorker.controller) tell(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && serviceWorker.controller) tell(installing);
    });
  });
}

/** What the browser hands over when a file is opened with the installed app. */
interface LaunchQueue {
  setConsumer(
    take: (launch: { readonly files: readonly { getFile(): Promise<File> }[] }) => void,
  ): void;
}

function takeLaunchedFiles(take: (file: File) => void): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files: [first] }) => {
    if (first) take(await first.getFile());
  });
}
