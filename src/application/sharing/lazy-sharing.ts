import type { BookSharing } from "./share-book.ts";

/** Ways into a shared book and out of it whose code is fetched when the first of them is taken. */
export function createLaterSharing(load: () => Promise<BookSharing>): BookSharing {
  return {
    share: async (...given) => (await load()).share(...given),
    goOn: async (options) => (await load()).goOn(options),
    giveUp: async () => (await load()).giveUp(),
    join: async (...given) => (await load()).join(...given),
    leave: async () => (await load()).leave(),
    joinAgain: async (name) => (await load()).joinAgain(name),
    unlock: async (...given) => (await load()).unlock(...given),
    dismiss: async (id) => (await load()).dismiss(id),
    follow: async (id) => (await load()).follow(id),
  };
}
