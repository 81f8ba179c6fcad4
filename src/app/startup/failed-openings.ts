import type { BookId } from "../../domain/ids.ts";
import { keepDeviceSetting, readDeviceSetting } from "../../ui/context/device-setting.ts";

/** One opening of a book, from its beginning until the book can be used. */
export interface Opening {
  succeed(): void;
  /** Where the storage does not answer: whoever leaves the page then has seen it fail. */
  stall(): void;
  /** Also after it had succeeded, where the book could not be drawn. */
  fail(): void;
}

/**
 * Begins to open a book, and counts it as failed until it has succeeded: a page that hangs or
 * crashes has no time to say so. A page that is left in good order has not failed. A browser that
 * keeps nothing counts nothing.
 */
export function beginOpening(id: BookId): Opening {
  const failedBefore = counted(id);
  const count = (times: number): void => keepDeviceSetting(`opening-${id}`, String(times));
  let isUnderWay = true;
  let isStalled = false;
  let letGo = (): void => {};
  // As long as it is held, this opening has not failed, whatever is counted.
  navigator.locks?.request(lockOf(id), { mode: "shared" }, () => {
    return new Promise<void>((resolve) => {
      letGo = resolve;
    });
  });
  count(failedBefore + 1);
  addEventListener("pagehide", () => {
    if (isUnderWay && !isStalled) count(failedBefore);
  });
  return {
    succeed() {
      if (!isUnderWay) return;
      isUnderWay = false;
      letGo();
      count(0);
    },
    stall() {
      isStalled = true;
    },
    fail() {
      isUnderWay = false;
      letGo();
      count(failedBefore + 1);
    },
  };
}

/**
 * How often in a row a book was begun to be opened and could not: other tabs may be at it just now.
 */
export async function failedOpenings(id: BookId): Promise<number> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return counted(id) - held.filter(({ name }) => name === lockOf(id)).length;
}

function counted(id: BookId): number {
  return Number(readDeviceSetting(`opening-${id}`) ?? 0) || 0;
}

function lockOf(id: BookId): string {
  return `hindsight:opening:${id}`;
}
