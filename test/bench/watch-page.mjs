// These run inside a page, so each of them stands alone.

/**
 * Before anything else in a page: counts its long tasks, and notes when the tables can be looked at and a form be used,
 * and when all of the history is there.
 */
export function watchPage() {
  window.watched = { longestTask: 0, usable: 0, whole: 0, frames: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.watched.longestTask = Math.max(window.watched.longestTask, duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const timer = setInterval(() => {
    window.hindsight?.ready.then(() => {
      window.watched.whole ||= performance.now();
    });
    const rows = document.querySelectorAll('[role="table"][aria-label="Orders"] [role="row"]');
    const button = document.querySelector(
      'form[aria-labelledby="place-order"] button[type="submit"]',
    );
    if (rows.length >= 10 && button && !button.disabled)
      window.watched.usable ||= performance.now();
    if (window.watched.usable && window.watched.whole) clearInterval(timer);
  }, 4);
}

/** Begins to note when frames are drawn, and forgets the long tasks there were. */
export function beginFrames() {
  const watched = window.watched;
  watched.frames = [];
  watched.longestTask = 0;
  watched.isNoting = true;
  const note = (/** @type {number} */ time) => {
    if (!watched.isNoting) return;
    watched.frames.push(time);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

/** Milliseconds between the frames that were noted, and the longest task meanwhile. */
export function endFrames() {
  const { frames, longestTask } = window.watched;
  window.watched.isNoting = false;
  return {
    longestTask,
    frames: frames.slice(1).map((time, index) => time - frames[index]),
  };
}
