/** What the service worker is asked to remember over a reload, in its memory alone. */
export type SecretMessage =
  | { readonly kind: "keep secret"; readonly taker: string; readonly secret: string }
  | { readonly kind: "take secret"; readonly taker: string };

/**
 * Milliseconds within which a service worker that is there has answered, also where it has to be
 * started on a busy machine first.
 */
const PATIENCE_MS = 20_000;

/** Milliseconds for which a page waits for it before it is left: the message arrives all the same. */
const PATIENCE_TO_KEEP_MS = 2_000;

/**
 * Has a secret outlast one reload of this page, on no disk.
 * @param taker the form or the book that it is for: no other gets it.
 */
export async function carrySecret(taker: string, secret: string): Promise<void> {
  await ask({ kind: "keep secret", taker, secret }, PATIENCE_TO_KEEP_MS);
}

/** The secret that was carried, once; undefined where nothing could carry it. */
export async function takeCarriedSecret(taker: string): Promise<string | undefined> {
  const secret = await ask({ kind: "take secret", taker }, PATIENCE_MS);
  return typeof secret === "string" ? secret : undefined;
}

async function ask(message: SecretMessage, patience: number): Promise<unknown> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const worker = registration?.active;
  if (!worker) return undefined;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, patience);
    worker.postMessage(message, [port2]);
  });
}
