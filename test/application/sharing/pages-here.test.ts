import { describe, expect, it } from "vitest";
import { createPagesHere } from "../../../src/application/sharing/pages-here.ts";
import { EMPTY_HEAD, type EpochMs } from "../../../src/eventlog/envelope.ts";
import type { Presence } from "../../../src/eventlog/replication/shared-link.ts";

const at = (time: number) => time as EpochMs;
const page = (name: string, id: string): Presence => ({ id, name, at: "live", head: EMPTY_HEAD });

describe("the pages of others", () => {
  it("are listed up to 50, and counted up to 500", () => {
    const pages = createPagesHere();

    for (let person = 0; person < 1_000; person += 1) {
      pages.hear(page(`person-${person}`, "x"), true, at(1));
    }

    expect(pages.listed()).toHaveLength(50);
    expect(pages.more()).toBe(450);
    expect(pages.people()).toBe(50);
  });

  it("are eight of one person at most, however many ids they make up", () => {
    const pages = createPagesHere();

    const heard = Array.from({ length: 2_300 }, (_, id) =>
      pages.hear(page("eve", String(id)), true, at(1)),
    );

    expect(heard.filter((what) => what === "new")).toHaveLength(8);
    expect(heard.filter((what) => what === undefined)).toHaveLength(2_292);
    expect(pages.people()).toBe(1);
    expect(pages.hear(page("bob", "b"), true, at(1))).toBe("new");
    expect(pages.listed().map(({ name }) => name)).toContain("bob");
  });

  it("are two where two people tell one id, and nobody takes a leave for another", () => {
    const pages = createPagesHere();
    pages.hear(page("ada", "x"), true, at(1));
    pages.hear(page("eve", "x"), false, at(1));

    pages.leave(page("eve", "x"));
    pages.leave(page("eve", "x"));

    expect(pages.listed()).toMatchObject([{ name: "ada", agrees: true }]);
  });

  it("keep their place while more come, and make room when they are gone", () => {
    const pages = createPagesHere();
    for (let person = 0; person < 60; person += 1) {
      pages.hear(page(`person-${person}`, "x"), true, at(person));
    }
    expect(pages.hear(page("person-0", "x"), true, at(100))).toBe("known");
    expect(pages.listed().map(({ name }) => name)).not.toContain("person-59");

    pages.forgetBefore(50);

    expect(pages.more()).toBe(0);
    expect(pages.listed()).toHaveLength(11);
    expect(pages.listed().map(({ name }) => name)).toContain("person-0");
  });
});
