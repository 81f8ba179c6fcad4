import type { TabNews, TabsOfBook } from "../application/sharing/leader-tab.ts";
import type { BookId } from "../domain/ids.ts";

/** The tabs of this browser that have a book open, by Web Locks and a channel. */
export function openTabsOfBook(id: BookId): TabsOfBook {
  const name = `hindsight:sync:${id}`;
  const channel = new BroadcastChannel(name);
  return {
    alone: (work, signal) => navigator.locks.request(name, { signal }, work),
    tell: (news) => channel.postMessage(news),
    onNews(listener) {
      const hear = ({ data }: MessageEvent<TabNews>): void => listener(data);
      channel.addEventListener("message", hear);
      return () => channel.removeEventListener("message", hear);
    },
  };
}
