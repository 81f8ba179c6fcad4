/** What stands there while the storage keeps the page waiting. */
export interface WaitingWords {
  readonly title: string;
  readonly message: string;
}

/** Another tab has to let go first. */
export const WAITING_FOR_TAB: WaitingWords = {
  title: "Waiting for another tab",
  message:
    "Another tab still runs an older version of Hindsight and is in the way. Everything saved is safe. Close the other tabs: this one goes on by itself.",
};

/** The storage says nothing at all. */
export const WAITING_FOR_STORAGE: WaitingWords = {
  title: "Still waiting",
  message:
    "The browser's storage has not answered yet. Nothing is lost. This page goes on by itself when it does; if it does not, close the browser and open it again.",
};
