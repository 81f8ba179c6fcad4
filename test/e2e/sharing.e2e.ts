import { connect } from "@nats-io/transport-node";
import { expect, type Page, test } from "@playwright/test";
import { createNatsStream } from "../../src/eventlog/nats/create-stream.ts";
import { type NatsServer, startNatsServer } from "../nats/nats-server.ts";
import { BookPage } from "./book-page.ts";
import { expectOneLog, SharedPage, type SharedPlace, standOnLine } from "./shared-page.ts";

const PEOPLE = `
  authorization {
    users: [
      { user: owner, password: owner }
      { user: writer, password: writer, permissions: {
          publish: ["*.log", "*.here.writer", "$JS.API.STREAM.INFO.*", "$JS.API.DIRECT.GET.*"]
          subscribe: ["_INBOX_writer.>", "*.here.*", "*.log"] } }
      { user: reader, password: reader, permissions: {
          publish: ["*.here.reader", "$JS.API.STREAM.INFO.*", "$JS.API.DIRECT.GET.*"]
          subscribe: ["_INBOX_reader.>", "*.here.*", "*.log"] } }
    ]
  }
`;

test.use({ serviceWorkers: "allow" });

let server: NatsServer;
let place: SharedPlace;
test.beforeAll(async () => {
  server = await startNatsServer(PEOPLE);
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
  const name = `book-${crypto.randomUUID().slice(0, 8)}`;
  place = { server: server.webAddress, name, user: "owner", password: "owner" };
});

const as = (user: string): SharedPlace => ({ ...place, user, password: user });
const order = { client: "acme", product: "TEA", quantity: "2", price: "4.50" };

test("one shares a book, another joins it, and each sees what the other does", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme", { name: "Acme Ltd" });
  await ada.share(place);
  const bob = await SharedPage.inNewBrowser(browser);
  await bob.join(as("writer"));

  await bob.placeOrder(order);

  await ada.goTo("Orders");
  await expect(ada.table("Orders").getByRole("row", { name: /Acme|acme/ })).toBeVisible();
  await expectOneLog([ada, bob]);

  await test.step("each sees who has written, by keys that stay the same", async () => {
    for (const page of [ada, bob]) {
      await page.goTo("Sharing");
      const authors = page.page.getByRole("list", { name: "Who has written" });
      await expect(authors.getByRole("listitem")).toHaveText([
        /^owner.*since event 1(, from this browser)?([0-9a-f]{4} ?){8}$/,
        /^writer.*since event 4(, from this browser)?([0-9a-f]{4} ?){8}$/,
      ]);
      await expect(authors.getByText("from this browser")).toHaveCount(1);
    }
  });

  await test.step("each sees that the other is here, and can follow", async () => {
    await ada.goTo("Sharing");
    const here = ada.page.getByRole("region", { name: "Who else is here" });
    await expect(here.getByRole("listitem")).toContainText(/writer.*with the newest event/);
    await here.getByRole("button", { name: "Follow writer" }).click();
    await bob.page.evaluate(() => window.hindsight.goTo(2));
    await expect(ada.slider).toHaveAttribute("aria-valuenow", "2");
  });
});

test("what is done offline is shown as pending, sent later, and mended when somebody was quicker", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  const bob = await SharedPage.inNewBrowser(browser);
  await bob.join(as("writer"));

  await bob.page.context().setOffline(true);
  await expect(bob.link).toHaveText("Offline");
  await bob.addClient("basalt", { name: "Bob's" });
  await bob.placeOrder(order);
  await expect(bob.link).toHaveText("Offline, 2 pending");
  await bob.goTo("Clients");
  await expect(bob.table("Clients").getByRole("row", { name: /basalt.*Pending/s })).toBeVisible();
  await bob.page.reload();
  await expect(bob.link).toHaveText("Offline, 2 pending");
  await ada.addClient("basalt", { name: "Ada's" });
  await expect(ada.form("Add client").getByRole("status")).toContainText("basalt");

  await bob.page.context().setOffline(false);

  await expect(bob.link).toHaveText("1 refused");
  await expectOneLog([ada, bob], /Synced|1 refused/);
  await test.step("the refusal is told, and leads back into its form", async () => {
    await bob.goTo("Sharing");
    const refused = bob.page.getByRole("region", { name: "Refused in the end" });
    await expect(refused).toContainText("RegisterClient");
    await expect(refused).toContainText(/taken/i);
    await refused.getByRole("button", { name: "Change and send again" }).click();
    const form = bob.form("Add client");
    await expect(form.getByLabel("Username")).toHaveValue("basalt");
    await form.getByLabel("Username").fill("cobalt");
    await form.getByRole("button", { name: "Add client" }).click();
    await expect(form.getByRole("status")).toContainText("cobalt");
    await expect(bob.link).toHaveText("Synced");
  });
  await expectOneLog([ada, bob]);
});

test("200 commands offline meet 25 rival ones: answers lost, ids forgotten, the tab killed in between", async ({
  browser,
}) => {
  const owner = await connect({ servers: server.address, user: "owner", pass: "owner" });
  await createNatsStream(owner, {
    ...{ name: place.name, subject: `${place.name}.log` },
    duplicateWindow: 100,
  });
  await owner.close();
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.dispatch({ type: "RegisterClient", username: "acme" });
  await ada.share(place);
  const context = await browser.newContext();
  let bob = await SharedPage.in(context);
  const loseAnswers = await standOnLine(bob.page);
  await bob.join(as("writer"));

  // Given 200 commands offline, of which every eighth takes a name that somebody else takes meanwhile
  await context.setOffline(true);
  await expect(bob.link).toHaveText("Offline");
  const ids = await bob.page.evaluate(async () => {
    const ids = Array.from({ length: 200 }, (_, number) => `offline-${number}`);
    for (const [number, commandId] of ids.entries()) {
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice: number + 1 }];
      const command =
        number % 8 === 0
          ? { type: "RegisterClient", username: `client-${number}` }
          : { type: "PlaceOrder", client: "acme", lines };
      await window.hindsight.dispatch({ ...command, commandId });
    }
    return ids;
  });
  await expect(bob.link).toHaveText("Offline, 200 pending");
  for (let rival = 0; rival < 25; rival += 1) {
    await ada.dispatch({ type: "RegisterClient", username: `client-${rival * 8}` });
  }

  // When the network is back, answers get lost, and the tab dies on the way
  loseAnswers(3);
  await context.setOffline(false);
  await expect(bob.link).not.toHaveText("Offline, 200 pending");
  const address = bob.page.url();
  await bob.page.close();
  bob = await SharedPage.in(context, address);

  // Then everything stands there once, and what came too late is listed
  await expect(bob.link).toHaveText("25 refused", { timeout: 100_000 });
  await expectOneLog([ada, bob], /Synced|25 refused/);
  const journal = await ada.page.evaluate(() => window.hindsight.journal());
  const outcomes = new Map(ids.map((id) => [id, [] as string[]]));
  for (const { commandId, outcome } of journal) outcomes.get(commandId)?.push(outcome);
  for (const [number, id] of ids.entries()) {
    expect(outcomes.get(id), id).toEqual([number % 8 === 0 ? "refused" : "accepted"]);
  }
});

test("of two tabs of one browser one sends, and the other goes on when that is closed", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  const second = await SharedPage.in(ada.page.context(), ada.page.url());
  await expect(second.link).toHaveText("Synced");
  await second.placeOrder(order);
  await expectOneLog([ada, second]);

  await ada.page.close();
  await second.addClient("basalt");

  await expect(second.form("Add client").getByRole("status")).toContainText("basalt");
  const bob = await SharedPage.inNewBrowser(browser);
  await bob.join(as("writer"));
  await expectOneLog([second, bob]);
});

/** Names that two want at once; more in a run of its own. */
const NAMES = Number(process.env["HINDSIGHT_NAMES"] ?? 100);

test("two browsers take one username at the same instant, again and again: one gets it, the other is told", async ({
  browser,
}) => {
  test.setTimeout(20 * 60_000);
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.share(place);
  const bob = await SharedPage.inNewBrowser(browser);
  await bob.join(as("writer"));

  for (let round = 0; round < NAMES; round += 1) {
    const command = { type: "RegisterClient", username: `name-${round}` };
    const answers = await Promise.all([ada.dispatch(command), bob.dispatch(command)]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(answers.find(({ accepted }) => !accepted)).toMatchObject({
      rejection: { code: "username-taken" },
    });
  }
  await expectOneLog([ada, bob]);
});

test("a reader sees everything and is told beforehand what is not theirs to do", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  const reader = await SharedPage.inNewBrowser(browser);
  await reader.join(as("reader"));

  await expect(reader.page.getByText("You may only read this book")).toBeVisible();
  await reader.addClient("basalt");
  await expect(reader.alert).toContainText("may read this shared book and not change it");
  await reader.goTo("Clients");
  await expect(reader.table("Clients").getByRole("row", { name: /acme/ })).toBeVisible();
  await expectOneLog([ada, reader]);
});

test("a log file is refused in a shared book, whichever way it comes, and opens as a new book", async ({
  browser,
}) => {
  // given a book that Ada and Bob have in common, and a file with an event that is not in it
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  const bob = await SharedPage.inNewBrowser(browser);
  await bob.join(as("writer"));
  const before = await ada.verify();
  const noted = '{"specversion":"1.0","id":"1","source":"/notes","type":"org.example.noted"}';

  // when it is chosen, dropped, or given by the console
  await ada.goTo("Transfer");
  await ada.importFile("chosen.ndjson", noted);
  await expect(ada.alert).toContainText(/chosen.ndjson was not imported.*one command at a time/);
  await ada.goTo("Clients");
  await ada.drop("dropped.ndjson", Buffer.from(noted));
  await expect(ada.alert).toContainText(/dropped.ndjson was not imported.*one command at a time/);
  await expect(ada.alert).toContainText("Open the file as a new book, and share that one");
  const refusals = await ada.page.evaluate((text) => {
    const give = (dryRun: boolean) => window.hindsight.importLog(new Blob([text]), { dryRun });
    return Promise.all([true, false].map((dryRun) => give(dryRun).catch(String)));
  }, noted);

  // then it is refused each time, and nothing was written
  for (const refusal of refusals) expect(refusal).toContain("one command at a time");
  expect(await ada.verify()).toEqual(before);
  await bob.placeOrder(order);
  await expectOneLog([ada, bob]);

  // when it is opened as a new book instead
  await ada.page.getByRole("button", { name: "Open as a new book" }).click();

  // then that one holds it
  await expect(ada.slider).toHaveAttribute("aria-valuemax", "1");
});

test("somebody leaves with a copy of their own", async ({ browser }) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  await ada.page.context().setOffline(true);
  await expect(ada.link).toHaveText("Offline");
  await ada.placeOrder(order);
  await ada.goTo("Sharing");
  await ada.page.context().setOffline(false);
  await ada.page.getByRole("button", { name: "Leave, and keep a copy" }).click();
  await ada.page.getByRole("button", { name: "Leave", exact: true }).click();

  await expect(ada.page.getByRole("form", { name: "Share this book" })).toBeVisible();
  await expect(ada.link).toBeHidden();
  await new BookPage(ada.page).goTo("Orders");
  await expect(ada.table("Orders")).toHaveAttribute("aria-rowcount", "2");
});

test("says what may be wrong where a server lets in no pages from here, and goes on alone", async ({
  browser,
}) => {
  const picky = await startNatsServer("", 'allowed_origins: ["https://elsewhere.example"]');
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");

  await ada.sendForm("Share this book", { ...place, server: picky.webAddress });

  const said = ada.page.getByRole("form", { name: "Share this book" }).getByRole("alert");
  await expect(said).toContainText("does not answer");
  await expect(said).toContainText("whether its server lets in pages from here");
  await ada.placeOrder(order);
  await ada.goTo("Orders");
  await expect(ada.table("Orders").getByRole("row", { name: /acme/ })).toBeVisible();
  expect(await ada.verify()).toMatchObject({ ok: true });
  await picky.stop();
});

/** Leavings that are broken off; more in a run of its own. */
const LEAVINGS = Number(process.env["HINDSIGHT_KILLS"] ?? 2);

test("leaving that is broken off goes on when the book is opened again, with all that waited", async ({
  browser,
}) => {
  test.setTimeout(60_000 + LEAVINGS * 60_000);
  for (let time = 1; time <= LEAVINGS; time += 1) {
    // given 100 commands that wait without a network
    place = { ...place, name: `leaving-${crypto.randomUUID().slice(0, 8)}` };
    const context = await browser.newContext();
    const ada = await SharedPage.in(context);
    await ada.dispatch({ type: "RegisterClient", username: "acme" });
    await ada.share(place);
    await context.setOffline(true);
    await expect(ada.link).toHaveText("Offline");
    await ada.page.evaluate(async () => {
      for (let number = 1; number <= 100; number += 1) {
        const lines = [{ productCode: "TEA", quantity: 1, unitPrice: number }];
        await window.hindsight.dispatch({ type: "PlaceOrder", client: "acme", lines });
      }
    });
    await expect(ada.link).toHaveText("Offline, 100 pending");
    const known = await ada.page.evaluate(() => window.hindsight.head());

    // when somebody leaves, and the tab dies on the way
    await ada.goTo("Sharing");
    await ada.page.getByRole("button", { name: "Leave, and keep a copy" }).click();
    await ada.page.getByRole("button", { name: "Leave", exact: true }).click();
    await expect.poll(() => hasIntention(ada.page), { intervals: [20] }).toBe(true);
    await ada.page.waitForTimeout((time * 400) % 2_800);
    const address = ada.page.url().replace(/#.*/, "");
    // Chromium now and then opens no window any more in a context that has none.
    const next = await context.newPage();
    await ada.page.close({ runBeforeUnload: false });
    const again = new SharedPage(next);
    await again.open(address);

    // then it is a book of this browser alone, with every order, and can be written to
    await expect(again.link).toBeHidden();
    const held = await again.page.evaluate(() => window.hindsight.head());
    expect(held).toBe(known);
    await again.dispatch({ type: "RegisterClient", username: "basalt" });
    expect(await again.verify()).toMatchObject({ ok: true });
    await again.goTo("Orders");
    await expect(again.table("Orders")).toHaveAttribute("aria-rowcount", "101");
    await context.close();
  }
});
test("sharing that is broken off goes on when the book is opened again, and nobody joins before", async ({
  browser,
}) => {
  test.setTimeout(60_000 + LEAVINGS * 60_000);
  for (let time = 1; time <= LEAVINGS; time += 1) {
    // given a long book that is on its way to a server, and a tab that dies on the way
    place = { ...place, name: `sharing-${crypto.randomUUID().slice(0, 8)}` };
    const context = await browser.newContext();
    const ada = await SharedPage.in(context);
    await ada.page.getByRole("button", { name: "Load sample" }).first().click();
    await expect.poll(() => ada.page.evaluate(() => window.hindsight.head())).toBe(1_822);
    await ada.sendForm("Share this book", place);
    // The page may be loaded once more, to be let through to the server.
    await expect.poll(() => hasIntention(ada.page).catch(() => false)).toBe(true);
    await ada.page.waitForTimeout((time * 350) % 2_450);
    const address = ada.page.url().replace(/#.*/, "");
    const next = await context.newPage();
    await ada.page.close({ runBeforeUnload: false });

    // when somebody else wants to join
    const bob = await SharedPage.inNewBrowser(browser);
    await bob.sendForm("Join a shared book", as("writer"));
    const joining = bob.page.getByRole("form", { name: "Join a shared book" }).getByRole("alert");
    await expect(joining.or(bob.link)).toHaveText(/no shared log|not whole yet|Synced/);
    const hasJoined = await bob.link.isVisible();

    // then that is all of the book or nothing, and all of it once the book was opened again
    const again = new SharedPage(next);
    await again.open(address);
    await expect(again.link).toHaveText("Synced");
    if (!hasJoined) await bob.join(as("writer"));
    await expectOneLog([again, bob]);
    expect(await again.page.evaluate(() => window.hindsight.head())).toBe(1_822);
    await context.close();
    await bob.page.context().close();
  }
});

test("a page speaks to the servers of its books, and to no other, also after a reload", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  expect(await ada.page.evaluate(tryToReach, place.server)).toBe("refused by policy");
  await ada.share(place);

  for (const times of ["at once", "after a reload"]) {
    await test.step(times, async () => {
      expect(await ada.page.evaluate(tryToReach, place.server)).toBe("open");
      const elsewhere = new URL(place.server);
      elsewhere.port = "9";
      expect(await ada.page.evaluate(tryToReach, elsewhere.href)).toBe("refused by policy");
      await ada.page.reload();
      await expect(ada.link).toHaveText("Synced");
    });
  }

  await test.step("what was typed is on no disk of the page, and no other book of this server needs a reload", async () => {
    expect(await ada.page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(
      place.server,
    );
    await ada.page.evaluate(() => {
      document.title = "not reloaded";
    });
    await ada.sendForm("Join a shared book", { ...place, name: "no-such-book" });
    await expect(ada.page.getByRole("alert")).toBeVisible();
    await expect(ada.page.getByRole("form", { name: "Join a shared book" })).toBeVisible();
  });
});

test("without a service worker the password is typed once more, and the rest stays", async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const ada = new SharedPage(page);
  await ada.open();
  await ada.addClient("acme");
  await ada.sendForm("Share this book", place);
  const form = page.getByRole("form", { name: "Share this book" });
  await expect(form.getByRole("alert")).toContainText("Type the password once more");
  await expect(form.getByLabel("Name on the server")).toHaveValue(place.name);

  await form.getByLabel("Password", { exact: true }).fill(place.password);
  await form.getByRole("button", { name: "Share this book" }).click();
  await expect(ada.link).toHaveText("Synced");
});

// Runs inside the page, as a script does that got in somehow.
function tryToReach(address: string): Promise<string> {
  return new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", () => resolve("refused by policy"), {
      once: true,
    });
    const socket = new WebSocket(address);
    socket.onopen = () => resolve("open");
    socket.onclose = () => setTimeout(resolve, 1_000, "closed");
  });
}

/** Whether something was begun with a book of this browser. */
function hasIntention(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const opening = indexedDB.open("hindsight-books");
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const listing = opening.result.transaction("books").objectStore("books").getAll();
    await new Promise((resolve) => {
      listing.onsuccess = resolve;
    });
    opening.result.close();
    return listing.result.some(({ intention }) => intention !== undefined);
  });
}
