import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hedge } from "../../../src/eventlog/jetstream/hedge.ts";

const SILENCE = new Error("nobody answers");
const options = { pause: 100, most: 3, isSilence: (error: unknown) => error === SILENCE };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody who answers, or says no, after so many milliseconds, each time in another way. */
function answering(...ways: { after: number; says: string | Error }[]) {
  const asked: number[] = [];
  const start = Date.now();
  const ask = async (): Promise<string> => {
    asked.push(Date.now() - start);
    const { after, says } = ways[asked.length - 1] ?? { after: 0, says: "too often" };
    await new Promise((resolve) => setTimeout(resolve, after));
    if (says instanceof Error) throw says;
    return says;
  };
  return { asked, ask };
}

describe("asking again while no answer comes", () => {
  it("asks once where the answer comes soon", async () => {
    const { asked, ask } = answering({ after: 50, says: "yes" });
    const answer = hedge(ask, options);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(await answer).toBe("yes");
    expect(asked).toEqual([0]);
  });

  it("takes the answer of whoever is there, and asks no more", async () => {
    const { asked, ask } = answering(
      { after: 2_000, says: SILENCE },
      { after: 10, says: "from another" },
    );
    const answer = hedge(ask, options);
    await vi.advanceTimersByTimeAsync(3_000);

    expect(await answer).toBe("from another");
    expect(asked).toEqual([0, 100]);
  });

  it("takes a no at once", async () => {
    const { asked, ask } = answering({ after: 10, says: new Error("no") });
    const answer = expect(hedge(ask, options)).rejects.toThrow("no");
    await vi.advanceTimersByTimeAsync(1_000);

    await answer;
    expect(asked).toEqual([0]);
  });

  it("gives up when nobody answered any of the times", async () => {
    const way = { after: 500, says: SILENCE };
    const { asked, ask } = answering(way, way, way);
    const answer = expect(hedge(ask, options)).rejects.toBe(SILENCE);
    await vi.advanceTimersByTimeAsync(5_000);

    await answer;
    expect(asked).toEqual([0, 100, 200]);
  });
});
