// How a page talks to a library that has to live in a worker: one question at a time, which is all the benchmark needs.

/**
 * @param {Worker} worker
 * @returns {(method: string, argument?: unknown) => Promise<any>}
 */
export function askingOf(worker) {
  return (method, argument) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) =>
        data.error ? reject(new Error(data.error)) : resolve(data.result);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ method, argument });
    });
}

/**
 * The worker's side.
 *
 * @param {Record<string, (argument: any) => unknown>} methods
 */
export function answerBy(methods) {
  addEventListener("message", async ({ data: { method, argument } }) => {
    try {
      postMessage({ result: await methods[method]?.(argument) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  });
}
