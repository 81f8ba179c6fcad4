import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { BookPage } from "./book-page.ts";

/** Where a shared book is, and who asks for it. */
export interface SharedPlace {
  readonly server: string;
  readonly name: string;
  readonly user: string;
  readonly password: string;
}

/** A person with a browser of their own, who has a book in common with others. */
export class SharedPage extends BookPage {
  /** How the book stands with the others, in the top bar. */
  get link() {
    return this.page.getByRole("banner").getByRole("status");
  }

  /** Opens the app in a browser that has never seen it. */
  static async inNewBrowser(browser: Browser): Promise<SharedPage> {
    return SharedPage.in(await browser.newContext());
  }

  /** Opens the app in a further tab. */
  static async in(context: BrowserContext, address = "/"): Promise<SharedPage> {
    const page = new SharedPage(await context.newPage());
    await page.open(address);
    // From here on it works without a network.
    await page.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    return page;
  }

  /** Brings the open book to a server, or joins one that is there. */
  async sendForm(
    form: "Share this book" | "Join a shared book",
    place: SharedPlace,
  ): Promise<void> {
    await this.goTo("Sharing");
    const asked = this.page.getByRole("form", { name: form });
    await asked.getByLabel("Server addresses").fill(place.server);
    await asked.getByLabel("Name on the server").fill(place.name);
    await asked.getByLabel("User").fill(place.user);
    await asked.getByLabel("Password", { exact: true }).fill(place.password);
    await asked.getByRole("button", { name: form }).click();
  }

  async share(place: SharedPlace): Promise<void> {
    await this.sendForm("Share this book", place);
    await expect(this.link).toHaveText("Synced");
  }

  async join(place: SharedPlace): Promise<void> {
    await this.sendForm("Join a shared book", place);
    await expect(this.link).toHaveText("Synced");
  }

  dispatch(command: object) {
    return this.page.evaluate((given) => window.hindsight.dispatch(given), command);
  }

  /** The fingerprint of what is stored here, hashed anew. */
  verify() {
    return this.page.evaluate(async () => {
      await window.hindsight.ready;
      return window.hindsight.verify();
    });
  }
}

/** Waits until everybody has sent everything, and expects that all have one and the same log. */
export async function expectOneLog(people: readonly SharedPage[], link = /Synced/): Promise<void> {
  await expect(async () => {
    const checks = await Promise.all(people.map((person) => person.verify()));
    for (const check of checks) expect(check).toMatchObject({ ...checks[0], ok: true });
  }).toPass({ timeout: 100_000 });
  for (const person of people) await expect(person.link).toHaveText(link);
}

/**
 * Stands on the line of a page. The result makes it lose what the server answers to the next messages, which it has stored
 * all the same.
 */
export async function standOnLine(page: Page): Promise<(count: number) => void> {
  let left = 0;
  await page.routeWebSocket(/^wss?:/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      const isAnswer = left > 0 && /"seq":[1-9]/.test(String(message));
      if (isAnswer) left -= 1;
      else socket.send(message);
    });
  });
  return (count) => {
    left = count;
  };
}
