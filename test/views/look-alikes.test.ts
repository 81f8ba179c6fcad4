import { describe, expect, it } from "vitest";
import { createLookAlikes, lookOf } from "../../src/views/look-alikes.ts";
import { openSession } from "../store/open-session.ts";

describe("the look of a name", () => {
  it.each([
    ["ada", "аdа"],
    ["ada", "ɑdɑ"],
    ["paypal", "paypaI"],
    ["paypal", "paypa1"],
    ["paypal", "pаypal"],
    ["oscar", "0scar"],
    ["alpha", "αlphα"],
    ["modern", "modem"],
    ["vvilma", "wilma"],
    ["Renée", "renee"],
    ["ada.l", "ada-l"],
    ["ОКСО", "OKCO"],
    ["łukasz", "lukasz"],
  ])("is one for %s and %s", (one, other) => {
    expect(lookOf(one)).toBe(lookOf(other));
  });

  it.each([
    ["ada", "adam"],
    ["ada", "ida"],
    ["анна", "anna"],
    ["佐藤", "佐籐"],
    ["a1", "a2"],
    ["bill", "ball"],
  ])("is another one for %s and %s", (one, other) => {
    expect(lookOf(one)).not.toBe(lookOf(other));
  });
});

describe("clients that look alike", () => {
  it("are found as of each moment, without the name itself", async () => {
    // given ada, and later one written with a Cyrillic letter
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    const before = history.head().position;
    await bus.dispatch({ type: "RegisterClient", username: "аda" });
    await bus.dispatch({ type: "RegisterClient", username: "bob" });
    const at = history.head().position;

    // when either is looked for
    const lookAlikes = createLookAlikes(history.clients);

    // then the other one is found
    expect(lookAlikes.of("ada", at)).toEqual(["аda"]);
    expect(lookAlikes.of("аda", at)).toEqual(["ada"]);
    expect(lookAlikes.of("Ada", at)).toEqual(["аda"]);
    expect(lookAlikes.of("bob", at)).toEqual([]);
    expect(lookAlikes.of("ada", before)).toEqual([]);
  });

  it("are found among thousands, and once more have come", async () => {
    const { bus, history } = await openSession();
    for (let index = 0; index < 2_500; index += 1) {
      await bus.dispatch({ type: "RegisterClient", username: `client${index}` });
    }
    const lookAlikes = createLookAlikes(history.clients);
    expect(lookAlikes.of("сlient2222", history.head().position)).toEqual(["client2222"]);
    await bus.dispatch({ type: "RegisterClient", username: "carl" });
    expect(lookAlikes.of("саrl", history.head().position)).toEqual(["carl"]);
  });
});
