import { expect, type Locator, type Page } from "@playwright/test";

/** One line of an order as it is typed. */
export interface TypedOrder {
  readonly client: string;
  readonly product: string;
  readonly quantity: string;
  readonly price: string;
}

/** Money as it is typed. */
export interface TypedMoney {
  readonly client: string;
  readonly amount: string;
  readonly direction?: "in" | "out";
}

/** A person at the screen: finds things by role and name, as everybody does. */
export class BookPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the app and waits until the book can be used. */
  async open(address = "/"): Promise<void> {
    await this.page.goto(address);
    await expect(this.slider).toBeVisible();
  }

  async goTo(
    screen:
      | "Dashboard"
      | "Clients"
      | "Orders"
      | "Wallets"
      | "Timeline"
      | "Journal"
      | "Transfer"
      | "Sharing",
  ): Promise<void> {
    await expect(this.slider).toBeVisible();
    const link = this.page.getByRole("link", { name: screen, exact: true });
    // A narrow screen has some of them behind “More”.
    if (!(await link.isVisible())) await this.page.getByRole("button", { name: "More" }).click();
    await link.click();
    await expect(this.page.getByRole("heading", { name: screen, level: 1 })).toBeVisible();
  }

  /** Shows what searches, sorts and saves a list, which a narrow screen folds behind a button. */
  async showListTools(): Promise<void> {
    const button = this.page.getByRole("button", { name: "Search, sort and save" });
    if (await button.isVisible()) await button.click();
  }

  get slider(): Locator {
    return this.page.getByRole("slider", { name: "Timeline" });
  }

  get alert(): Locator {
    return this.page.getByRole("alert");
  }

  form(name: "Add client" | "Place order" | "Move money"): Locator {
    return this.page.getByRole("form", { name });
  }

  table(name: "Clients" | "Orders" | "Wallets" | "Events" | "Attempts"): Locator {
    return this.page.getByRole("table", { name });
  }

  /** The texts of a table's rows, without its head. */
  async rows(name: "Clients" | "Orders" | "Events"): Promise<string[]> {
    const [, ...rows] = await this.table(name).getByRole("row").allInnerTexts();
    return rows;
  }

  async addClient(
    username: string,
    more: { name?: string; password?: string } = {},
  ): Promise<void> {
    await this.goTo("Clients");
    const form = this.form("Add client");
    await form.getByLabel("Username").fill(username);
    if (more.password) await form.getByLabel("Password").fill(more.password);
    if (more.name) await form.getByLabel("Name", { exact: true }).fill(more.name);
    await form.getByRole("button", { name: "Add client" }).click();
  }

  async typeOrder({ client, product, quantity, price }: TypedOrder): Promise<void> {
    await this.goTo("Orders");
    const form = this.form("Place order");
    await form.getByLabel("Client").fill(client);
    await form.getByLabel("Product code").fill(product);
    await form.getByLabel("Quantity").fill(quantity);
    await form.getByLabel("Unit price").fill(price);
  }

  async placeOrder(order: TypedOrder): Promise<void> {
    await this.typeOrder(order);
    await this.form("Place order").getByRole("button", { name: "Place order" }).click();
    await expect(this.form("Place order").getByRole("status")).toContainText("in the book");
  }

  /** Fills in the form that moves money, without sending it. */
  async typeMoney({ client, amount, direction = "in" }: TypedMoney): Promise<void> {
    await this.goTo("Wallets");
    const form = this.form("Move money");
    await form.getByLabel("Client").fill(client);
    await form.getByLabel("Direction").selectOption(direction);
    await form.getByLabel("Amount").fill(amount);
  }

  async moveMoney(money: TypedMoney): Promise<void> {
    await this.typeMoney(money);
    await this.form("Move money")
      .getByRole("button", { name: / wallet$/ })
      .click();
    await expect(this.form("Move money").getByRole("status")).toContainText("the wallet of");
  }

  /** Hands a file to the import button. */
  async importFile(name: string, content: string | Buffer): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Import log" }).click();
    await (await chooser).setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
  }

  /** Drops a file anywhere on the page. */
  async drop(name: string, content: Buffer): Promise<void> {
    await this.page.evaluate(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], name));
        for (const type of ["dragover", "drop"]) {
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
        }
      },
      [name, content.toString("base64")] as const,
    );
  }

  /** Exports the log and tells what is in the file. */
  async exportFile(): Promise<{ name: string; text: string }> {
    await this.goTo("Transfer");
    return this.saveFile("Export log");
  }

  /** Presses a button that saves a file, and tells what is in it. */
  async saveFile(button: string): Promise<{ name: string; text: string }> {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: button }).click();
    const file = await download;
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  }

  async fingerprint(): Promise<string> {
    const { ok, fingerprint } = await this.page.evaluate(() => window.hindsight.verify());
    expect(ok).toBe(true);
    return fingerprint;
  }
}
