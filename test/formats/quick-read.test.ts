import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_HEAD } from "../../src/eventlog/envelope.ts";
import { readExported } from "../../src/formats/cloudevents/fast-read-event.ts";
import { fromCloudEvent } from "../../src/formats/cloudevents/read-event.ts";
import { toCloudEvent } from "../../src/formats/cloudevents/write-event.ts";
import { IMPORTED_AT } from "./files.ts";
import { GOLDEN_BOOK, makeGoldenLog } from "./golden-log.ts";

type Line = Record<string, unknown>;

async function exportedLines(): Promise<Line[]> {
  const events = await makeGoldenLog();
  return events.map((event, index) =>
    JSON.parse(
      JSON.stringify(toCloudEvent(event, GOLDEN_BOOK, events[index - 1]?.hash ?? EMPTY_HEAD.hash)),
    ),
  );
}

/** What a hand, a bad disk or another program makes of an attribute. */
const strangeValue = fc.constantFrom<unknown>(
  ...[null, "", " ", 0, 1, 1.5, -1, 1e300, true, {}, [], "0", "1.0", "é", "app.hindsight.", "x.y"],
  ...["2026-02-30T00:00:00.000Z", "2026-05-03T24:00:00.000Z", "2026-05-03T12:00:00Z"],
  ...["0000-01-01T00:00:00.000Z", "0000000000000012", "12", "-000000000000001"],
  ...["ab".repeat(32), "AB".repeat(32), "urn:uuid:0", "app.hindsight.OrderShipped"],
);

describe("a line as this app exports it", () => {
  it("is read at once as it is read carefully", async () => {
    const lines = (await exportedLines()).filter(
      (line) => !("authtype" in line) && String(line["type"]).startsWith("app.hindsight."),
    );
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      expect(readExported(JSON.stringify(line))).toEqual(fromCloudEvent(line, IMPORTED_AT));
    }
  });

  it("is left to the careful reader when anything about it is strange", async () => {
    const lines = await exportedLines();
    const attributes = [
      ...new Set(lines.flatMap(Object.keys)),
      "authid",
      "other",
      "causationordinal",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.constantFrom(...attributes),
        fc.oneof(strangeValue, fc.constant(undefined), fc.string()),
        (line, attribute, value) => {
          const { [attribute]: _, ...rest } = line;
          const changed = value === undefined ? rest : { ...line, [attribute]: value };
          const quick = readExported(JSON.stringify(changed));
          if (quick) expect(quick).toEqual(fromCloudEvent(changed, IMPORTED_AT));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is left to the careful reader when it is written in another way, though it means the same", async () => {
    const line = (await exportedLines()).find((one) => !("authtype" in one));
    const text = JSON.stringify(line);
    expect(readExported(text)).toBeDefined();
    for (const other of [
      ` ${text}`,
      `${text} `,
      text.replace(":", ": "),
      text.replace("1", "\\u0031"),
    ]) {
      expect(readExported(other)).toBeUndefined();
    }
  });

  it.each(["", "null", "{}", "[]", '{"specversion":"1.0"}'])("is not %s", (text) => {
    expect(readExported(text)).toBeUndefined();
  });
});
