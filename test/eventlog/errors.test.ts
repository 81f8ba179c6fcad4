import { describe, expect, it } from "vitest";
import {
  CommandIdReusedError,
  ConcurrencyError,
  CorruptLogError,
  HindsightError,
  isCommandIdReusedError,
  isConcurrencyError,
  isCorruptLogError,
  isHindsightError,
  isRejectionError,
  isReplicationError,
  isStorageError,
  isValidationError,
  RejectionError,
  ReplicationError,
  StorageError,
  type StorageProblem,
  sayError,
  ValidationError,
} from "../../src/eventlog/errors.ts";
import { at, commandId, stream, version } from "./attempts.ts";

const FAMILY = [
  {
    error: new ConcurrencyError(stream("order-1"), version(7), version(9)),
    name: "ConcurrencyError",
    code: "concurrency",
    message: "Stream order-1 stands at version 9, but version 7 was expected.",
    advice: "Nothing was written. Read the stream again, decide again, and append again.",
  },
  {
    error: new CommandIdReusedError(commandId("c1")),
    name: "CommandIdReusedError",
    code: "command-id-reused",
    message: "Command id c1 was already used for another command.",
    advice: "Nothing was written. Give the new command an id of its own.",
  },
  {
    error: new ReplicationError(at(3), "it does not fit"),
    name: "ReplicationError",
    code: "replication",
    message: "Event 3 cannot be taken over: it does not fit",
    advice: "Nothing was written. Open the other log as a book of its own to compare them.",
  },
  {
    error: new CorruptLogError(at(5), "it is missing"),
    name: "CorruptLogError",
    code: "corrupt-log",
    message: "Event 5 of the stored log cannot be trusted: it is missing.",
    advice:
      "Everything before that event is sound and can be exported. Import the export, or your last backup, as a new book to go on.",
  },
  {
    error: new RejectionError("insufficient-funds", "The balance is too low."),
    name: "RejectionError",
    code: "insufficient-funds",
    message: "The balance is too low.",
    advice: "Nothing was changed. Mend the command, then send it again under an id of its own.",
  },
  {
    error: new ValidationError("“-1” is not a position."),
    name: "ValidationError",
    code: "validation",
    message: "“-1” is not a position.",
    advice: "Nothing was written. Mend the value, then call again.",
  },
  {
    error: new StorageError("The disk is on fire."),
    name: "StorageError",
    code: "storage",
    message: "The disk is on fire.",
    advice:
      "Everything acknowledged before is safe, this last change is not. Reload the page, then try again.",
  },
];

describe("the family of errors", () => {
  it.each(FAMILY)("$name says what is wrong, what is safe and what to do", ({ error, ...told }) => {
    expect(error).toBeInstanceOf(HindsightError);
    const { name, code, message, advice } = error;
    expect({ name, code, message, advice }).toEqual(told);
    expect(isHindsightError(error)).toBe(true);
  });

  it("has a guard for each", () => {
    const guards = [
      isConcurrencyError,
      isCommandIdReusedError,
      isReplicationError,
      isCorruptLogError,
      isRejectionError,
      isValidationError,
      isStorageError,
    ];
    const names = guards.map((guard) =>
      FAMILY.filter(({ error }) => guard(error)).map(({ name }) => name),
    );
    expect(names).toEqual(FAMILY.map(({ name }) => [name]));
    for (const guard of [isHindsightError, ...guards]) expect(guard(new Error("any"))).toBe(false);
  });
});

describe("an error in words", () => {
  it.each([
    "Failed to fetch dynamically imported module: https://example.org/a.js",
    "error loading dynamically imported module: https://example.org/a.js",
    "Importing a module script failed.",
  ])("says plainly that code could not be fetched (%s)", (message) => {
    const said = sayError(new TypeError(message));
    expect(said).toMatch(/^A part of the app could not be fetched\. .*safe.*Reload the page/);
  });

  it("is what happened, what is safe and what to do", () => {
    expect(sayError(new StorageError("The disk is full.", { problem: "quota" }))).toMatch(
      /^The disk is full\. Everything saved before is safe/,
    );
    expect(sayError(new Error("Odd."), "Try again.")).toBe("Odd. Try again.");
    expect(sayError("odd")).toBe("odd");
  });
});

describe("a storage error", () => {
  const problems: StorageProblem[] = ["quota", "aborted", "closed", "newer", "absent", "failed"];

  it("advises something else for each problem", () => {
    const advices = problems.map((problem) => new StorageError("x", { problem }).advice);
    expect(new Set(advices).size).toBe(problems.length);
    for (const advice of advices) expect(advice).toMatch(/^[A-Z].*\.$/);
  });

  it("keeps what caused it", () => {
    const cause = new DOMException("no room", "QuotaExceededError");
    const error = new StorageError("The disk is full.", { problem: "quota", cause });
    expect(error.problem).toBe("quota");
    expect(error.cause).toBe(cause);
    expect(new StorageError("x").problem).toBe("failed");
  });
});
