import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createBenchRun } from "./bench-run.mjs";
import { plainFigure } from "./figures.mjs";
import { createResultKeeper, keptRuns } from "./results.mjs";
import { createWatchdog } from "./watchdog.mjs";

type Emit = (figure: ReturnType<typeof plainFigure>) => void;
interface Part {
  readonly name: string;
  measure(emit: Emit): Promise<void>;
}

const ORIGIN = {
  ...{ date: "2026-11-29T10:00:00.000Z", command: "npm run bench", chromium: "1", node: "2" },
  machine: { model: "a machine", cores: 2, memoryGb: 24, load: 0 },
};

const part = (name: string, value = 1): Part => ({
  name,
  measure: async (emit) => emit(plainFigure(`${name}-ms`, "ms", [value])),
});
const forever = new Promise<void>(() => {});

describe("A run of the bench", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hindsight-bench-test-"));
    return () => rmSync(folder, { recursive: true });
  });

  const begin = (parts: readonly Part[], patienceMs = 10_000) => {
    const lines: string[] = [];
    let abandoned = 0;
    const run = createBenchRun({
      parts,
      keeper: createResultKeeper(ORIGIN, { json: join(folder, "figures"), folder }),
      watchdog: createWatchdog({ patienceMs, settleMs: 1 }),
      abandon: async () => {
        abandoned += 1;
      },
      log: (line: string) => lines.push(line),
    });
    return { run, text: () => lines.join("\n"), abandoned: () => abandoned };
  };
  const figures = (): { name: string; value: number; note?: string }[] =>
    JSON.parse(readFileSync(join(folder, "figures"), "utf8"));

  it("keeps every figure where all are measured", async () => {
    const { run } = begin([part("open"), part("seek")]);
    expect(await run.run()).toBe(true);
    expect(figures().map(({ name }) => name)).toEqual(["open-ms", "seek-ms"]);
    const [kept, ...others] = keptRuns(folder);
    expect(others).toEqual([]);
    expect(kept?.incomplete).toBeUndefined();
    expect(Object.keys(kept?.parts ?? {})).toEqual(["open", "seek"]);
  });

  it("keeps what it has as it comes, and says what is missing", async () => {
    const seen: string[][] = [];
    const look: Part = {
      name: "look",
      async measure(emit) {
        emit(plainFigure("first-ms", "ms", [1]));
        seen.push(figures().map(({ name }) => name));
        expect(keptRuns(folder)[0]?.incomplete?.missing).toEqual(["look", "seek"]);
      },
    };
    expect(await begin([part("open"), look, part("seek")]).run.run()).toBe(true);
    expect(seen).toEqual([["open-ms", "first-ms", "incomplete"]]);
  });

  it("leaves what it has when it is stopped, that of the part under way too", async () => {
    const hanging: Part = {
      name: "drag",
      measure(emit) {
        emit(plainFigure("drag-ms", "ms", [1]));
        setTimeout(() => run.stop("The run was stopped by SIGINT."));
        return forever;
      },
    };
    const { run, abandoned } = begin([part("open"), hanging, part("play")]);
    expect(await run.run()).toBe(false);
    expect(abandoned()).toBe(1);
    const last = figures().at(-1);
    expect(figures().map(({ name }) => name)).toEqual(["open-ms", "drag-ms", "incomplete"]);
    expect(last).toMatchObject({ value: 2 });
    expect(last?.note).toContain("stopped by SIGINT. Not measured: drag, play.");
    expect(keptRuns(folder)[0]?.incomplete?.missing).toEqual(["drag", "play"]);
  });

  it("names a part that gives no sign, and goes on to the next", async () => {
    const { run, text } = begin([{ name: "shared", measure: () => forever }, part("open")], 20);
    expect(await run.run()).toBe(false);
    expect(text()).toContain("The part “shared” could not be measured: It gave no sign");
    expect(figures().map(({ name }) => name)).toEqual(["open-ms", "incomplete"]);
  });

  it("fails a part that measures nothing, and one that measures no number", async () => {
    const { run, text } = begin([{ name: "none", measure: async () => {} }, part("nan", NaN)]);
    expect(await run.run()).toBe(false);
    expect(text()).toContain("“none” could not be measured: It measured nothing.");
    expect(text()).toContain("“nan” could not be measured: No number: nan-ms.");
    expect(figures()).toMatchObject([{ name: "incomplete", value: 2 }]);
  });

  it("stands behind the other runs of its day", async () => {
    createResultKeeper({ ...ORIGIN, date: "2026-11-29T09:00:00.000Z" }, { folder }).keep([], {});
    await begin([part("open")]).run.run();
    expect(keptRuns(folder).map(({ figures }) => figures.length)).toEqual([0, 1]);
    expect(readdirSync(folder).toSorted()).toEqual(["2026-11-29.json", "figures"]);
  });
});
