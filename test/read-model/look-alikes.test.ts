import { describe, expect, it } from "vitest";
import type { Position } from "../../src/eventlog/envelope.ts";
import type { ClientRow } from "../../src/read-model/projections/clients.ts";
import { lookAlikesIn, lookOf } from "../../src/read-model/search/look-alikes.ts";
import type { KeyedView } from "../../src/read-model/temporal/temporal-view.ts";
import { openSession } from "../application/open-session.ts";

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
    ["аррӏе", "apple"],
    ["O´Brien", "O'Brien"],
    ["田\u{e0100}", "田"],
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
    ["राम", "रमा"],
    ["かな", "がな"],
  ])("is another one for %s and %s", (one, other) => {
    expect(lookOf(one)).not.toBe(lookOf(other));
  });
});

describe("clients that look alike", () => {
  it.each([
    ["Ivan", "ivаn"],
    ["Ivan", "Іvan"],
    ["Ivan", "İvan"],
    ["IVAN_", "Ivan"],
    ["Ivan", "lvan"],
  ])("are found where a capital I may be read as two letters: %s, %s", async (one, other) => {
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: one });
    const at = history.head().position;
    expect(lookAlikesIn(history.clients).of(other, at)).toEqual([one]);
  });

  it("are found as of each moment, without the name itself", async () => {
    // given ada, and later one written with a Cyrillic letter
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    const before = history.head().position;
    await bus.dispatch({ type: "RegisterClient", username: "аda" });
    await bus.dispatch({ type: "RegisterClient", username: "bob" });
    const at = history.head().position;

    // when either is looked for
    const lookAlikes = lookAlikesIn(history.clients);

    // then the other one is found
    expect(lookAlikes.of("ada", at)).toEqual(["аda"]);
    expect(lookAlikes.of("аda", at)).toEqual(["ada"]);
    expect(lookAlikes.of("Ada", at)).toEqual(["аda"]);
    expect(lookAlikes.of("bob", at)).toEqual([]);
    expect(lookAlikes.of("ada", before)).toEqual([]);
  });

  it("are none of a name that is made of signs alone", async () => {
    const { bus, history } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "🙂" });
    expect(lookAlikesIn(history.clients).of("🚀", history.head().position)).toEqual([]);
  });

  it("are looked for no further than the clients are read", () => {
    // given a view whose second client is still to be read
    let isRead = false;
    const names = ["ada", "bob", "carl"];
    const clients = {
      count: () => names.length,
      rows: (_: Position, from: number) =>
        names
          .slice(from, from + 1)
          .flatMap((username) => (username !== "bob" || isRead ? { username } : [])),
    } as unknown as KeyedView<ClientRow>;
    const at = 9 as Position;

    // then those before it are found, and the others once it has come
    expect(lookAlikesIn(clients).of("аda", at)).toEqual(["ada"]);
    expect(lookAlikesIn(clients).of("саrl", at)).toEqual([]);
    isRead = true;
    expect(lookAlikesIn(clients).of("саrl", at)).toEqual(["carl"]);
  });

  it("are found among thousands, and once more have come", async () => {
    const { bus, history } = await openSession();
    for (let index = 0; index < 2_500; index += 1) {
      await bus.dispatch({ type: "RegisterClient", username: `client${index}` });
    }
    const lookAlikes = lookAlikesIn(history.clients);
    expect(lookAlikes.of("сlient2222", history.head().position)).toEqual(["client2222"]);
    await bus.dispatch({ type: "RegisterClient", username: "carl" });
    expect(lookAlikes.of("саrl", history.head().position)).toEqual(["carl"]);
  });
});
