import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { expect } from "vitest";
import { eventually } from "../eventually.ts";
import { findNamed, type Named, ROLES } from "./find-named.ts";

/** Longest wait for anything on the page: a slow machine is no failure. */
const TIMEOUT_MS = 30_000;

/** Folders of the files that the browser saves, and of those that are chosen for it. */
interface Folders {
  readonly saved: string;
  readonly chosen: string;
}

/** The app in a tab of Firefox, driven by role and name. */
export class FirefoxBook {
  readonly page: Page;
  /** Uncaught errors, and errors in the console: violations of the content policy among them. */
  readonly pageErrors: string[] = [];
  private readonly folders: Folders;

  constructor(page: Page, folders: Folders) {
    this.page = page;
    this.folders = folders;
    page.setDefaultTimeout(TIMEOUT_MS);
    page.on("pageerror", (error) => this.pageErrors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.pageErrors.push(message.text());
    });
  }

  /** Opens the app and waits until the book can be used. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.find({ role: "slider", name: "Timeline" });
    await this.page.evaluate(() => window.hindsight.ready);
  }

  /** Reloads the page, and waits until the book can be used. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.find({ role: "slider", name: "Timeline" });
    await this.page.evaluate(() => window.hindsight.ready);
  }

  /** Waits for a visible element with a role and a name, within another one if that is named. */
  async find(wanted: Named, within?: Named): Promise<ElementHandle<HTMLElement>> {
    const path = within ? [within, wanted] : [wanted];
    // Not `waitForFunction`: it makes a function of a text, which the policy of the page forbids in
    // Firefox 140.
    return eventually(async () => {
      const found = await this.page.evaluateHandle(findNamed, path, ROLES).catch(() => undefined);
      const element = found?.asElement();
      if (!element) throw new Error(`No ${wanted.role} “${wanted.name}” can be seen.`);
      return element as ElementHandle<HTMLElement>;
    });
  }

  async click(role: Named["role"], name: string, within?: Named): Promise<void> {
    const element = await this.find({ role, name }, within);
    await element.click();
  }

  /** Types into an empty field of a form. */
  async type(form: string, field: Named, text: string): Promise<void> {
    const element = await this.find(field, { role: "form", name: form });
    await element.type(text);
  }

  async goTo(screen: string): Promise<void> {
    await this.click("link", screen);
    await this.find({ role: "heading", name: screen });
  }

  /** Waits until a text can be read somewhere on the page. */
  async expectText(text: string | RegExp, timeout = TIMEOUT_MS): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => document.body.textContent), { timeout })
      .toMatch(text);
  }

  /** Waits until the slider stands at a position. */
  async expectPosition(position: number): Promise<void> {
    const slider = await this.find({ role: "slider", name: "Timeline" });
    await expect
      .poll(() => slider.evaluate((element) => element.getAttribute("aria-valuenow")), {
        timeout: TIMEOUT_MS,
      })
      .toBe(String(position));
  }

  /** The texts of a table's rows, without its head. */
  async rows(table: string): Promise<string[]> {
    const element = await this.find({ role: "table", name: table });
    const texts = await element.$$eval('[role="row"]', (rows) =>
      rows.map((row) => row.textContent),
    );
    return texts.slice(1);
  }

  /** Waits until a table has so many rows, and tells their texts. */
  async expectRows(table: string, count: number): Promise<string[]> {
    await expect.poll(() => this.rows(table), { timeout: TIMEOUT_MS }).toHaveLength(count);
    return this.rows(table);
  }

  /** Exports the log by its button, and tells what the browser saved. */
  async exportFile(): Promise<{ name: string; text: string }> {
    await this.goTo("Transfer");
    await this.click("button", "Export log");
    const saved = () => {
      const files = readdirSync(this.folders.saved);
      // While a download lasts, its content grows in another file beside it.
      return files.some((file) => file.endsWith(".part")) ? [] : files;
    };
    await expect.poll(saved, { timeout: TIMEOUT_MS }).toHaveLength(1);
    const path = join(this.folders.saved, saved()[0] ?? "");
    const text = readFileSync(path, "utf8");
    rmSync(path);
    return { name: basename(path), text };
  }

  /** Chooses a file with the import button. */
  async importFile(name: string, content: string | Uint8Array): Promise<void> {
    const path = join(this.folders.chosen, name);
    writeFileSync(path, content);
    const chooser = this.page.waitForFileChooser();
    await this.click("button", "Import log");
    await (await chooser).accept([path]);
  }

  /** Drops a file anywhere on the page. */
  async drop(name: string, content: Uint8Array): Promise<void> {
    await this.page.evaluate(
      (name, base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], name));
        for (const type of ["dragover", "drop"]) {
          document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
        }
      },
      name,
      Buffer.from(content).toString("base64"),
    );
  }

  /** Hashes the stored log again, and tells its fingerprint. */
  async fingerprint(): Promise<string> {
    const { ok, fingerprint } = await this.page.evaluate(() => window.hindsight.verify());
    expect(ok).toBe(true);
    return fingerprint;
  }
}
