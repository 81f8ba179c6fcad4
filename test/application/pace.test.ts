import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPaceMeter } from "../../src/application/files/pace.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a pace is told once there is something to judge by, and stays for a second", () => {
  const paceOf = createPaceMeter();
  // In the first second nothing is known
  vi.advanceTimersByTime(900);
  expect(paceOf(900, 10_000)).toBeUndefined();
  // then speed and time left are
  vi.advanceTimersByTime(1_100);
  expect(paceOf(2_000, 10_000)).toEqual({ perSecond: 1_000, secondsLeft: 8 });
  // and do not jump with each row
  vi.advanceTimersByTime(500);
  expect(paceOf(4_000, 10_000)).toEqual({ perSecond: 1_000, secondsLeft: 8 });
  vi.advanceTimersByTime(500);
  expect(paceOf(6_000, 10_000)).toEqual({ perSecond: 2_000, secondsLeft: 2 });
});

test("nothing is left of work that is done, and nothing can be told of work that has not begun", () => {
  const paceOf = createPaceMeter();
  vi.advanceTimersByTime(5_000);
  expect(paceOf(0, 10)).toBeUndefined();
  expect(paceOf(10, 10)).toBeUndefined();
});
