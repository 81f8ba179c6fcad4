import { checkClock } from "../../application/session/clock-check.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { askToPersist } from "../pwa/persistent-storage.ts";
import { becomeApp } from "../pwa/pwa.ts";
import type { Device } from "../storage.ts";
import type { OpenedSession } from "./open-book.ts";

/** Does what can wait until all events of a book are there, and its screen can be used. */
export async function afterOpening(
  opened: OpenedSession,
  { catalog, keeping }: Device,
  { now, controller }: { readonly now: EpochMs; readonly controller: ServiceWorker | null },
): Promise<void> {
  const { session } = opened;
  checkClock(session, now);
  // Where there is no room for it, it is tried at the next opening.
  catalog.sealSecrets().catch(() => {});
  // Fetched beforehand: whatever is gone by then, the book can be exported.
  import("../../application/files/export-log.ts").catch(() => {});
  import("../../ui/shell/error-fallback.tsx").catch(() => {});
  if (keeping === "device") askToPersist(session.store, navigator.storage);
  await becomeApp(opened, controller);
}
