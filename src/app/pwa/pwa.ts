import { lost } from "../../application/store/read-only-reason.ts";
import { offerFile } from "../../ui/context/file-intake.ts";
import type { OpenedSession } from "../startup/open-book.ts";
import { takeSharedFile } from "./share-target.ts";

/**
 * Makes the page an app of its device: it starts without a network, tells of a newer version, lets
 * nothing be changed here once that has taken over, and takes the files that are opened with it or
 * shared with it.
 * @param controller whose version this page is of; null where no service worker was there.
 */
export async function becomeApp(
  { session: { store, close, history }, shared }: OpenedSession,
  controller: ServiceWorker | null,
): Promise<void> {
  takeLaunchedFiles((file) => offerFile(store, file, { kind: "opened" }));
  if (new URLSearchParams(location.search).has("shared")) {
    const shared = await takeSharedFile(caches);
    if (shared) offerFile(store, shared.file, shared.source);
  }
  const onReplaced = (): void => {
    close(lost("upgraded", history.head().position));
    // Nor does it send what waits: a tab of the newer version does.
    shared?.end();
  };
  await keepApp(controller, (update) => store.setState({ update }), onReplaced);
}

// Milliseconds. A file fetched in the very moment of the handover wakes the old version again, and Chromium then lets the new one
// wait on. To leave the page hands over, too.
const LONGEST_HANDOVER = 3_000;

// Keeps the app itself on this device; not while it is developed, nor where the browser cannot. What `onUpdate` is given
// reloads this tab with the version that waits; `onReplaced` is called once another version has
// taken over, from this tab or another one.
async function keepApp(
  controller: ServiceWorker | null,
  onUpdate: (takeOver: () => void) => void,
  onReplaced: () => void,
): Promise<void> {
  if (import.meta.env.DEV || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("/service-worker.js");
  const tell = (waiting: ServiceWorker): void =>
    onUpdate(() => {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      setTimeout(() => location.reload(), LONGEST_HANDOVER);
      waiting.postMessage("take over");
    });
  const watch = (newer: ServiceWorker, isFirst: boolean): void =>
    newer.addEventListener("statechange", () => {
      // The very first version has nobody to ask, and takes nothing over.
      if (newer.state === "installed" && serviceWorker.controller) tell(newer);
      if (newer.state === "activated" && !isFirst) onReplaced();
    });
  // What happened while the book was opened.
  if (controller && serviceWorker.controller !== controller) onReplaced();
  const { waiting, installing } = registration;
  if (installing) watch(installing, registration.active === null);
  if (waiting) watch(waiting, false);
  if (waiting && serviceWorker.controller) tell(waiting);
  registration.addEventListener("updatefound", () => {
    const { installing, active } = registration;
    if (installing) watch(installing, active === null);
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
