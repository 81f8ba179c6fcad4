import { expect, type Page, test } from "@playwright/test";
import { type NatsServer, startNatsServer } from "../nats/nats-server.ts";
import { everythingKept } from "./everything-kept.ts";
import { SharedPage, type SharedPlace } from "./shared-page.ts";

const PASSWORD = "tr0ub4dor-zebra-42";
const PEOPLE = `
  authorization { users: [{ user: owner, password: "${PASSWORD}" }] }
`;
const KEEP = "Keep the password on this device";

test.use({ serviceWorkers: "allow" });

let server: NatsServer;
let place: SharedPlace;
test.beforeAll(async () => {
  server = await startNatsServer(PEOPLE);
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
  const name = `book-${crypto.randomUUID().slice(0, 8)}`;
  place = { server: server.webAddress, name, user: "owner", password: PASSWORD };
});

async function signIn({ page }: SharedPage, password: string): Promise<void> {
  const form = page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();
}

/** Changes the entries of the registry as another program can. */
async function changeRegistry(page: Page, credentials: object): Promise<void> {
  await page.evaluate(
    (given) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("hindsight-books");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const store = database.transaction("books", "readwrite").objectStore("books");
          const reading = store.getAll();
          reading.onsuccess = () => {
            for (const entry of reading.result) {
              if (entry.shared) store.put({ ...entry, shared: { ...entry.shared, ...given } });
            }
          };
          store.transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    { credentials },
  );
}

test("the password of a shared book stands in clear nowhere, and lets it in again", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await test.step("while it is typed", async () => {
    await ada.goTo("Sharing");
    const form = ada.page.getByRole("form", { name: "Share this book" });
    await form.getByLabel("User").fill(place.user);
    await form.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await expect.poll(() => everythingKept(ada.page)).toContain(place.user);
    expect(await everythingKept(ada.page)).not.toContain(PASSWORD);
  });
  await ada.share(place);
  expect(await everythingKept(ada.page)).not.toContain(PASSWORD);

  await ada.page.reload();
  await expect(ada.link).toHaveText("Synced");
  expect(await everythingKept(ada.page)).not.toContain(PASSWORD);
});

test("a password that is not to be kept is asked for, and all else works without it", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const ada = await SharedPage.in(context);
  await ada.addClient("acme");
  await ada.goTo("Sharing");
  await ada.page
    .getByRole("form", { name: "Share this book" })
    .getByRole("checkbox", { name: KEEP })
    .uncheck();
  await ada.share(place);

  await test.step("another tab knows it as long as one does", async () => {
    const other = await SharedPage.in(context, ada.page.url());
    await expect(other.link).toHaveText("Synced");
    await ada.page.close();
    await other.addClient("basalt");
    await expect(other.link).toHaveText("Synced");
    expect(await everythingKept(other.page)).not.toContain(PASSWORD);
    await other.page.close();
  });

  const again = await SharedPage.in(context);
  await expect(again.link).toHaveText("Sign in");
  await again.addClient("cobalt");
  await expect(again.link).toHaveText("Sign in, 1 pending");
  await again.goTo("Sharing");
  await expect(again.page.getByRole("alert")).toContainText("is not on this device");

  await signIn(again, "a wrong one");
  await expect(again.page.getByRole("alert")).toContainText("another password");
  await signIn(again, PASSWORD);
  await expect(again.link).toHaveText("Synced");
  expect(await everythingKept(again.page)).not.toContain(PASSWORD);
});

test("a password that an earlier release kept in clear is sealed at the next opening", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  await changeRegistry(ada.page, { kind: "password", user: place.user, password: PASSWORD });
  expect(await everythingKept(ada.page)).toContain(PASSWORD);

  await ada.page.reload();

  await expect(ada.link).toHaveText("Synced");
  await expect.poll(() => everythingKept(ada.page)).not.toContain(PASSWORD);
  await ada.page.reload();
  await expect(ada.link).toHaveText("Synced");
});

test("where the key of this browser is lost, the password is asked for and sealed anew", async ({
  browser,
}) => {
  const ada = await SharedPage.inNewBrowser(browser);
  await ada.addClient("acme");
  await ada.share(place);
  await ada.page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase("hindsight-keys").onsuccess = resolve;
      }),
  );
  await ada.page.reload();
  await expect(ada.link).toHaveText("Sign in");
  await ada.goTo("Sharing");
  await signIn(ada, PASSWORD);
  await expect(ada.link).toHaveText("Synced");

  await ada.page.reload();
  await expect(ada.link).toHaveText("Synced");
  expect(await everythingKept(ada.page)).not.toContain(PASSWORD);
});
