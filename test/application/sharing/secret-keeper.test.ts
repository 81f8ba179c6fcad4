import { describe, expect, it } from "vitest";
import type { TabNews } from "../../../src/application/sharing/leader-tab.ts";
import {
  createSecretKeeper,
  MissingSecretError,
} from "../../../src/application/sharing/secret-keeper.ts";
import type { KeptAddress } from "../../../src/eventlog/replication/server-address.ts";
import { caught } from "../../eventlog/caught.ts";

const ADDRESS: KeptAddress = {
  ...{ servers: ["wss://books.example.org"], name: "ours" },
  credentials: { kind: "password", user: "ada" },
};
const SEALED: KeptAddress = {
  ...ADDRESS,
  credentials: {
    ...{ kind: "password", user: "ada" },
    sealed: { iv: new Uint8Array(12), bytes: new Uint8Array(1) },
  },
};
const withPassword = (password: string) => ({
  ...ADDRESS,
  credentials: { kind: "password", user: "ada", password } as const,
});

/** Tabs of one browser that have the book open. */
function openBrowser() {
  const listeners = new Set<(news: TabNews) => void>();
  return {
    told: [] as TabNews[],
    openTab({
      address = ADDRESS,
      kept = undefined as string | undefined,
      carried = undefined as string | undefined | Promise<string>,
    } = {}) {
      const hears = new Set<(news: TabNews) => void>();
      const hear = (news: TabNews): void => {
        for (const listener of hears) listener(news);
      };
      listeners.add(hear);
      const tell = (news: TabNews): void => {
        this.told.push(news);
        for (const other of listeners) if (other !== hear) other(news);
      };
      const keeper = createSecretKeeper({
        address,
        tabs: {
          tell,
          onNews(listener) {
            hears.add(listener);
            return () => hears.delete(listener);
          },
        },
        openKept: async () => kept,
        takeCarried: async () => carried,
      });
      return { keeper, tell };
    },
  };
}

describe("the secret of a shared book", () => {
  it("is what was kept, and no other tab is told of it", async () => {
    const browser = openBrowser();
    const { keeper } = browser.openTab({ address: SEALED, kept: "secret" });
    expect(await keeper.address()).toEqual(withPassword("secret"));
    browser.openTab({ address: SEALED }).tell({ kind: "asks" });
    expect(browser.told).toEqual([{ kind: "asks" }]);
  });

  it("is what came over the reload where nothing is kept", async () => {
    const { keeper } = openBrowser().openTab({ carried: "secret" });
    expect(await keeper.address()).toEqual({ ...withPassword("secret"), asksSecret: true });
  });

  it("is missed, with a sentence, where neither is so", async () => {
    const { keeper } = openBrowser().openTab({ address: SEALED });
    const error = await caught(keeper.address());
    expect(error).toBeInstanceOf(MissingSecretError);
    expect(error).toMatchObject({
      problem: "unknown-user",
      message: expect.stringContaining("not on this device"),
      advice: expect.stringContaining("Sharing"),
    });
  });

  it("is what the person types, in every tab that is open, at once", async () => {
    const browser = openBrowser();
    const [one, other] = [browser.openTab(), browser.openTab()];
    await caught(one.keeper.address());
    await caught(other.keeper.address());
    const given = other.keeper.given();

    one.keeper.give({ ...withPassword("secret"), asksSecret: true });

    await given;
    expect(await one.keeper.address()).toMatchObject(withPassword("secret"));
    expect(await other.keeper.address()).toMatchObject(withPassword("secret"));
  });

  it("is told to a tab that is opened later", async () => {
    const browser = openBrowser();
    browser.openTab().keeper.give({ ...withPassword("secret"), asksSecret: true });
    const later = browser.openTab();
    later.tell({ kind: "asks" });
    expect(await later.keeper.address()).toMatchObject(withPassword("secret"));
  });

  it("is typed anew where it was a wrong one", async () => {
    const { keeper } = openBrowser().openTab({ address: SEALED, kept: "wrong" });
    await keeper.address();
    keeper.give(withPassword("right"));
    expect(await keeper.address()).toEqual(withPassword("right"));
  });

  it("is tried at once where it was typed while another one was being tried", async () => {
    const { keeper } = openBrowser().openTab({ address: SEALED, kept: "wrong" });
    await keeper.address();
    keeper.give(withPassword("right"));

    await keeper.given();

    expect(await keeper.address()).toEqual(withPassword("right"));
    const another = keeper.given().then(() => "given");
    const nothing = new Promise((resolve) => setTimeout(resolve, 0, "nothing new"));
    expect(await Promise.race([another, nothing])).toBe("nothing new");
  });

  it("is taken at once where it is typed while nothing that was carried answers", async () => {
    const { keeper } = openBrowser().openTab({ address: SEALED, carried: new Promise(() => {}) });
    const address = keeper.address();
    keeper.give(withPassword("typed"));
    expect(await address).toEqual(withPassword("typed"));
  });

  it("is not asked for where none is needed", async () => {
    const address: KeptAddress = { ...ADDRESS, credentials: { kind: "none" } };
    const { keeper } = openBrowser().openTab({ address });
    expect(await keeper.address()).toEqual(address);
  });
});
