import type { Presence, SharedLink } from "../../eventlog/replication/shared-link.ts";
import { NOT_LINKED } from "../store/sharing-state.ts";
import { type SyncDependencies, syncBook } from "./sync-loop.ts";

/** What the tabs of one browser that have a book open tell each other, and how one of them is chosen. */
export interface TabsOfBook {
  /** Runs `work` once no other tab of this browser does: so it is done by one at a time, and always by one. */
  alone(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Tells the other tabs. */
  tell(news: TabNews): void;
  onNews(listener: (news: TabNews) => void): () => void;
}

/** How the link stands, from the tab that holds it; and the question of one that was just opened. */
export type TabNews =
  | { readonly kind: "link"; readonly told: Parameters<SyncDependencies["onLink"]> }
  | { readonly kind: "asks" }
  /** Somebody is here: a tab of this browser, or, from the tab that holds the link, anybody else. */
  | { readonly kind: "here"; readonly presence: Presence }
  /** What the person typed to be let in. It stays in the memory of the tabs. */
  | { readonly kind: "secret"; readonly secret: string }
  /** The book is about to be shared: from here on nothing may come to stand in the local log alone. */
  | { readonly kind: "moving" }
  /** The book is shared now, or is no more: a page that has it open opens it anew. */
  | { readonly kind: "moved" };

/** What syncing needs, with the other tabs of this browser. */
export interface SyncingDependencies extends Omit<SyncDependencies, "onOpen"> {
  readonly tabs: TabsOfBook;
  /** Told who is here. */
  onPresence(presence: Presence): void;
}

/** What a tab can do while the book is kept in step, whichever tab does that. */
export interface Syncing {
  /** Tells everybody else who is here. */
  announce(presence: Presence): void;
}

/** Has one tab of this browser keep the book in step with its shared log, and every other one know how that goes. */
export function startSyncing(dependencies: SyncingDependencies): Syncing {
  const { tabs, onLink, onPresence, signal } = dependencies;
  let link: SharedLink | undefined;
  let told: Parameters<SyncDependencies["onLink"]> = [NOT_LINKED.link];
  let isHolder = false;
  /** Pages of this browser, who hear of each other from each other. */
  const own = new Set<string>();
  const announceAll = (presence: Presence): void => {
    if (presence.leaves) own.delete(presence.id);
    else own.add(presence.id);
    link?.announce(presence);
  };

  const tell = (): void => tabs.tell({ kind: "link", told });
  const stop = tabs.onNews((news) => {
    if (news.kind === "asks") {
      if (isHolder) tell();
    } else if (news.kind === "here") {
      onPresence(news.presence);
      if (isHolder) announceAll(news.presence);
    } else if (news.kind === "link" && !isHolder) {
      onLink(...news.told);
    }
  });
  signal.addEventListener("abort", stop);
  tabs.tell({ kind: "asks" });

  const sync = async (): Promise<void> => {
    isHolder = true;
    await syncBook({
      ...dependencies,
      onOpen(opened) {
        link = opened;
        opened.onPresence((presence) => {
          if (own.has(presence.id)) return;
          onPresence(presence);
          tabs.tell({ kind: "here", presence });
        });
      },
      onLink(...now) {
        told = now;
        onLink(...now);
        tell();
      },
    });
  };
  tabs.alone(sync, signal).catch((error) => {
    if (!signal.aborted) reportError(error);
  });

  return {
    announce(presence) {
      tabs.tell({ kind: "here", presence });
      announceAll(presence);
    },
  };
}
