// The raw baseline: what somebody writes by hand. Both run inside the page, so each stands alone.

/** Milliseconds to read `count` events of about 400 bytes, one record each. */
export async function bareRead(count) {
  const name = `bare-read-${crypto.randomUUID()}`;
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("events");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const fill = database.transaction("events", "readwrite");
  for (let key = 1; key <= count; key += 1)
    fill.objectStore("events").put({ text: "x".repeat(400) }, key);
  await new Promise((resolve) => {
    fill.oncomplete = resolve;
  });
  const start = performance.now();
  const request = database.transaction("events").objectStore("events").getAll();
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const time = performance.now() - start;
  database.close();
  indexedDB.deleteDatabase(name);
  return time;
}

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
