import { describe, expect, it } from "vitest";
import type { ImportReport } from "../../src/application/files/import-log.ts";
import { describeImport, describeOutcome } from "../../src/ui/files/describe-import.ts";

describe("how an import is told", () => {
  it("tells what was read while there is nothing to judge by", () => {
    expect(describeImport({ done: 0, total: 900, read: 0 }, 5_000)).toBe("0 read");
    expect(describeImport({ done: 9, total: 900, read: 12 }, 200)).toBe("12 read");
  });

  it("tells speed and time left, judged by the bytes", () => {
    expect(describeImport({ done: 250, total: 1_000, read: 3_000 }, 2_000)).toBe(
      "3,000 read, 1,500 a second, about 6 seconds left",
    );
    expect(describeImport({ done: 10, total: 1_000, read: 3_000 }, 2_000)).toBe(
      "3,000 read, 1,500 a second, about 3 minutes left",
    );
  });
});

describe("what an import did", () => {
  const report = {
    kind: "bare",
    dryRun: false,
    read: 0,
    added: 0,
    known: 0,
    copies: 0,
    commands: { added: 0, known: 0 },
    isCut: false,
    fingerprint: "",
  } as const;
  it.each<[Partial<ImportReport>, string]>([
    [{}, "x: nothing to add. It is a list without any events."],
    [{ read: 1, known: 1 }, "x: nothing new. Its one event is in this book already."],
    [{ read: 4, known: 4 }, "x: nothing new. All of its 4 events are in this book already."],
    [
      { kind: "classic", read: 2 },
      "x: nothing new. All of its 2 commands were carried out in this book before.",
    ],
    [{ read: 1, added: 1 }, "x: 1 event added."],
    [
      { read: 4, added: 1, known: 3, copies: 2 },
      "x: 1 event added. 1 stood here already. 2 are copies of another one in the file.",
    ],
    [
      { read: 1, added: 1, commands: { added: 2, known: 0 } },
      "x: 1 event added. The journal gets 2 commands from it.",
    ],
    [
      { read: 1, known: 1, commands: { added: 1, known: 0 } },
      "x: no new event. 1 command of its journal is new here.",
    ],
    [
      { commands: { added: 0, known: 3 } },
      "x: nothing new. All of its 3 commands are in the journal already.",
    ],
    [
      { read: 1, added: 1, isCut: true },
      "x: 1 event added. The end of this file is missing: commands may be lacking in it. What it holds is sound.",
    ],
  ])("is told of %j", (part, text) => {
    expect(describeOutcome("x", { ...report, ...part })).toBe(text);
  });
});
