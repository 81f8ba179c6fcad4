/** Tells of every time at which the page could not answer for more than 50 ms, where the browser measures it. */
export function watchLongTasks(onLongTask: (milliseconds: number) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) onLongTask(duration);
  });
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    observer.observe({ entryTypes: ["longtask"] });
  }
  return () => observer.disconnect();
}
