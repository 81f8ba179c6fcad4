import { describe, expect, it } from "vitest";
import { readEvent } from "../../src/domain/events.ts";
import { formatLog } from "../../src/formats/cloudevents/write-log.ts";
import { fixture, read } from "./files.ts";
import { GOLDEN_BOOK, GOLDEN_FINGERPRINT, makeGoldenLog } from "./golden-log.ts";

describe("A log file of version 1", () => {
  it("is read as it was written, with the same fingerprint", async () => {
    const file = await read(fixture("log-v1.ndjson"));

    expect(file).toEqual({
      kind: "recorded",
      events: await makeGoldenLog(),
      lines: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    });
    expect(file.kind === "recorded" && file.events.at(-1)?.hash).toBe(GOLDEN_FINGERPRINT);
  });

  it("is written again byte for byte", async () => {
    const golden = fixture("log-v1.ndjson");
    const file = await read(golden);

    const again = formatLog(file.kind === "recorded" ? file.events : [], GOLDEN_BOOK);
    expect(again.type).toBe("application/x-ndjson");
    expect(await again.text()).toBe(await golden.text());
  });

  it("is the same as a list, and as gzip", async () => {
    const { events } = (await read(fixture("log-v1.ndjson"))) as { events: unknown };

    expect(await read(fixture("log-v1.json"))).toMatchObject({ kind: "recorded", events });
    expect(await read(fixture("log-v1.ndjson.gz"))).toMatchObject({ kind: "recorded", events });
  });

  it("keeps an event of a type nobody here knows", async () => {
    const file = await read(fixture("log-v1.ndjson"));
    const note = file.kind === "recorded" ? file.events.at(-1) : undefined;

    expect(note).toMatchObject({ type: "org.example.Note", data: { text: "kept" } });
    expect(note && readEvent(note)).toEqual({ kind: "unknown" });
  });
});
