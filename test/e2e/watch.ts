import type { Page } from "@playwright/test";

/** What a page did that nobody may see by looking at it. */
export interface Watched {
  /** Where it sent requests to. */
  readonly origins: ReadonlySet<string>;
  /** What the Content-Security-Policy forbade: the directive, and what it stopped. */
  readonly violations: readonly string[];
  /** Errors nobody caught, and those written to the console. */
  readonly errors: readonly string[];
}

/** Watches a page, and its workers, from its next navigation on. */
export async function watch(page: Page): Promise<Watched> {
  const origins = new Set<string>();
  const violations: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  page.on("websocket", (socket) => origins.add(new URL(socket.url()).origin));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.exposeFunction("tellViolation", (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      const { tellViolation } = window as unknown as { tellViolation(what: string): void };
      tellViolation(`${effectiveDirective} ${blockedURI}`);
    });
  });
  return { origins, violations, errors };
}
