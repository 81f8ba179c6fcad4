// The raw baseline: what somebody writes by hand. It runs inside the page, so it stands alone.

/** Milliseconds of each of `count` strict single-record puts of about 700 bytes. */
export async function bareWrites(count) {
  const name = `bare-writes-${crypto.randomUUID()}`;
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("events");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const times = [];
  for (let key = 1; key <= count; key += 1) {
    const start = performance.now();
    const tx = database.transaction("events", "readwrite", { durability: "strict" });
    tx.objectStore("events").put({ text: "x".repeat(700) }, key);
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onerror = () => reject(tx.error);
    });
    times.push(performance.now() - start);
  }
  database.close();
  indexedDB.deleteDatabase(name);
  return times;
}
