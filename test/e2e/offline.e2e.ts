import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { type ServedBuild, serveBuild } from "./serve-build.ts";

test.use({ serviceWorkers: "allow" });

async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

test("works without a network after one visit: screens, forms, the sample, an export", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await book.addClient("ada", { name: "Ada Lovelace", password: "correct horse" });
  await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  for (const screen of ["Orders", "Wallets", "Timeline", "Journal", "Transfer"] as const) {
    await book.goTo(screen);
  }
  await page.getByRole("button", { name: "Load sample" }).click();
  await expect
    .poll(() => page.evaluate(() => window.hindsight.head()), { timeout: 60_000 })
    .toBeGreaterThan(100);
  await page.reload();
  await book.goTo("Clients");
  await page.getByLabel("Search clients").fill("Lovelace");
  await expect(page.getByRole("button", { name: "Open client ada" })).toBeVisible();
});

test("opens again from a host that redirects the name of its page", async ({ page, context }) => {
  const build = await serveBuild({ redirects: true });
  try {
    const book = new BookPage(page);
    await book.open(build.address);
    await kept(page);
    await page.reload();
    await expect(book.slider).toBeVisible();
    await context.setOffline(true);
    await page.reload();
    await expect(book.slider).toBeVisible();
  } finally {
    build.close();
  }
});

test("asks before it reloads with a newer version", async ({ page }) => {
  const build = await serveBuild();
  try {
    await openBeforeRelease(page, build);
    await expectReload(page);
  } finally {
    build.close();
  }
});

test("reloads with a newer version while files are still fetched from the older one", async ({
  page,
}) => {
  const build = await serveBuild();
  try {
    await openBeforeRelease(page, build);
    await page.evaluate(() => {
      const fetchFiles = async (): Promise<void> => {
        const end = performance.now() + 2_000;
        while (performance.now() < end) await fetch("/icon.svg").catch(() => {});
      };
      document.addEventListener("click", fetchFiles, { once: true, capture: true });
    });
    await expectReload(page);
  } finally {
    build.close();
  }
});

test("a tab of the older version can read and fetch its own code, and write nothing, once another tab took the newer", async ({
  page,
  context,
}) => {
  const build = await serveBuild();
  try {
    // given two tabs, and a release that has not the code any more that verifies a log
    await openBeforeRelease(page, build, "book.worker");
    const other = await context.newPage();
    const older = new BookPage(other);
    await older.open(build.address);
    await older.addClient("ada");
    await expect(older.table("Clients")).toContainText("ada");

    // when the first one takes it
    await expectReload(page);

    // then the other one says so, changes nothing, and still finds all of its own code
    await expect(other.getByText("Another tab runs a newer version of Hindsight")).toBeVisible();
    const refused = await other.evaluate(() =>
      window.hindsight.dispatch({ type: "RegisterClient", username: "bob" }),
    );
    expect(refused).toMatchObject({ accepted: false, rejection: { code: "read-only" } });
    expect(await other.evaluate(() => window.hindsight.verify())).toMatchObject({ ok: true });

    // and what nobody asks for any more is gone after the last such tab
    const keepsAfterReload = async () => {
      await page.reload();
      return page.evaluate(() => caches.has("older-code"));
    };
    expect(await keepsAfterReload()).toBe(true);
    await other.close();
    await expect.poll(keepsAfterReload).toBe(false);
  } finally {
    build.close();
  }
});

/** Updates that are broken off; more in a run of its own. */
const UPDATES = Number(process.env["HINDSIGHT_KILLS"] ?? 2);

test("an update that the tab does not live to see leaves every event, and a book that opens", async ({
  context,
}) => {
  test.setTimeout(60_000 + UPDATES * 30_000);
  const build = await serveBuild();
  try {
    let page = await context.newPage();
    await new BookPage(page).open(build.address);
    await kept(page);
    for (let time = 1; time <= UPDATES; time += 1) {
      // given a page with a release waiting, and a client who was just added
      await page.reload();
      await new BookPage(page).addClient(`client-${time}`);
      await expect(new BookPage(page).table("Clients")).toContainText(`client-${time}`);
      build.release();
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());

      // when the tab is closed in the middle of the update
      await page.getByRole("button", { name: "Reload with it" }).click();
      await new Promise((resolve) => setTimeout(resolve, (time * 70) % 900));
      await page.close();
      page = await context.newPage();
      await new BookPage(page).open(build.address);

      // then every client is there, and the next one can be added
      const clients = await page.evaluate(() => window.hindsight.view("clients"));
      expect(clients).toHaveLength(time);
    }
    expect(await page.evaluate(() => window.hindsight.verify())).toMatchObject({ ok: true });
  } finally {
    build.close();
  }
});

test("asks before an update breaks off an import, of whichever tab", async ({ page, context }) => {
  const build = await serveBuild();
  try {
    await openBeforeRelease(page, build);
    const other = await context.newPage();
    await new BookPage(other).open(build.address);
    await other.evaluate(() => {
      navigator.locks.request(
        "hindsight:under-way",
        { mode: "shared" },
        () => new Promise(() => {}),
      );
    });

    // when the update is wanted while another tab has something under way
    await page.getByRole("button", { name: "Reload with it" }).click();

    // then that is said, and nothing is reloaded before it was agreed to
    await expect(page.getByText(/a file is being imported/)).toBeVisible();
    await page.evaluate(() => {
      document.title = "not reloaded yet";
    });
    await page.getByRole("button", { name: "Reload all the same" }).click();
    await expect(page).not.toHaveTitle("not reloaded yet");
  } finally {
    build.close();
  }
});

async function openBeforeRelease(page: Page, build: ServedBuild, gone?: string): Promise<void> {
  await new BookPage(page).open(build.address);
  await kept(page);
  await page.reload();
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeHidden();
  build.release(gone);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeVisible();
}

async function expectReload(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.title = "not reloaded yet";
  });
  await page.getByRole("button", { name: "Reload with it" }).click();
  await expect(page).not.toHaveTitle("not reloaded yet");
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeHidden();
}

test("on a host that sends files alone, page and workers have their policy from the second visit on", async ({
  page,
}) => {
  const build = await serveBuild();
  try {
    await new BookPage(page).open(build.address);
    await kept(page);
    await page.reload();
    const policies = await page.evaluate(async () => {
      const [name = ""] = await caches.keys();
      const kept = await (await caches.open(name)).keys();
      const worker = kept.find(({ url }) => url.includes("book.worker-"))?.url ?? "";
      const policyOf = async (url: string) =>
        (await fetch(url)).headers.get("content-security-policy");
      return { page: await policyOf("/index.html"), worker: await policyOf(worker) };
    });
    expect(policies.page).toContain("frame-ancestors 'none'");
    expect(policies.worker).toMatch(/default-src 'none'.* connect-src 'self'(;|$)/);
  } finally {
    build.close();
  }
});

test("takes a log that another app shares with it", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await kept(page);
  await page.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "ada", name: "Ada" }),
  );
  await book.open();
  const log = await page.evaluate(async () => (await window.hindsight.exportLog()).text());
  // As a browser does it: a form sent to the address that the manifest names.
  await page.evaluate(async (text) => {
    const form = new FormData();
    form.set("log", new File([text], "from a friend.ndjson"));
    await fetch("/share", { method: "POST", body: form });
  }, log);
  await page.goto("/?shared#/transfer");
  await expect(page.getByText(/^from a friend.ndjson: nothing new/)).toBeVisible();
});

const FOREIGN_LOG = JSON.stringify({
  ...{ specversion: "1.0", id: "1", source: "elsewhere", type: "org.example.note" },
  data: { text: "mallory" },
});

test("a website that sends a log has nothing of it imported before a click, in an empty book too", async ({
  page,
  baseURL,
}) => {
  await new BookPage(page).open();
  await kept(page);
  await page.route("http://elsewhere.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${baseURL}/share" enctype="multipart/form-data"><input type="file" name="log"></form>`,
    }),
  );
  await page.goto("http://elsewhere.example/");
  await page.evaluate(sendForm, FOREIGN_LOG);

  const asked = page.getByText("prices.ndjson would add 1 event");
  await expect(asked).toContainText("sent here by http://elsewhere.example");
  await expect(asked).toContainText("import it only if you know why");
  expect(await page.evaluate(() => window.hindsight.head())).toBe(0);

  await page.getByRole("button", { name: "Leave it" }).click();
  await expect(asked).toBeHidden();
  await page.reload();
  await expect(new BookPage(page).slider).toBeVisible();
  expect(await page.evaluate(() => window.hindsight.head())).toBe(0);
});

test("a table that a website sends is looked at first, and where it comes from is told", async ({
  page,
}) => {
  await new BookPage(page).open();
  await kept(page);
  await page.reload();
  await page.evaluate(async () => {
    const form = new FormData();
    form.set("log", new File(["username,name\nmallory,M"], "clients.csv", { type: "text/csv" }));
    await fetch("/share", { method: "POST", body: form, referrerPolicy: "no-referrer" });
  });
  await page.goto("/?shared#/transfer");
  await expect(page.getByText("sent here by another app or a website")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check all rows" })).toBeVisible();
  expect(await page.evaluate(() => window.hindsight.head())).toBe(0);
});

test("a log that is opened with the app asks before it comes into an empty book", async ({
  page,
}) => {
  await page.addInitScript(launchWith, FOREIGN_LOG);
  await new BookPage(page).open();
  const asked = page.getByText("prices.ndjson would add 1 event");
  await expect(asked).toContainText("was opened from your device");
  expect(await page.evaluate(() => window.hindsight.head())).toBe(0);

  await page.getByRole("button", { name: "Import 1 event" }).click();
  await expect(page.getByText("prices.ndjson: 1 event added.")).toBeVisible();
  expect(await page.evaluate(() => window.hindsight.head())).toBe(1);
});

// Runs inside the foreign page.
function sendForm(text: string): void {
  const files = new DataTransfer();
  files.items.add(new File([text], "prices.ndjson"));
  const input = document.querySelector("input") as HTMLInputElement;
  input.files = files.files;
  (input.form as HTMLFormElement).submit();
}

// Runs inside the page, before its own code: as the browser hands over a file.
function launchWith(text: string): void {
  const getFile = async () => new File([text], "prices.ndjson");
  const setConsumer = (take: (launch: object) => void) => take({ files: [{ getFile }] });
  Object.defineProperty(window, "launchQueue", { value: { setConsumer } });
}
