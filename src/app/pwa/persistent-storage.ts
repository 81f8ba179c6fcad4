import type { BookStore } from "../../application/store/book-store.ts";

/**
 * Asks the browser not to clear the storage by itself, once the book has grown while it was open: nobody is asked
 * anything before there is something to keep. The answer stands in the store.
 * @param storage absent where the page is not served securely.
 */
export async function askToPersist(
  store: BookStore,
  storage: Pick<StorageManager, "persist" | "persisted"> | undefined,
): Promise<void> {
  if (!storage?.persist) return;
  const persisted = await storage.persisted();
  store.setState({ persisted });
  if (persisted) return;
  const { position } = store.getState().head;
  const stop = store.subscribe(({ head }) => {
    if (head.position <= position) return;
    stop();
    storage.persist().then(
      (granted) => store.setState({ persisted: granted }),
      () => {},
    );
  });
}
