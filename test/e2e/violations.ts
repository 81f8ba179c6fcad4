import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** The two widths at which every screen is held against the rules of accessibility. */
export const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/**
 * Holds what is on the screen against the rules of accessibility: all of them in light, and those that depend on colour
 * again in dark, since a theme changes nothing else.
 *
 * @param state what the screen shows, for the report
 */
export async function expectNoViolation(page: Page, state: string): Promise<void> {
  // A document keeps what was put into it until another one is loaded.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Colours on their way from one to the other are nobody's contrast.
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const found = await violations(page, {});
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await violations(page, { runOnly: { type: "rule", values: ["color-contrast"] } });
  await page.emulateMedia({ colorScheme: "light" });
  expect([...found, ...inDark.map((text) => `in dark, ${text}`)], state).toEqual([]);
}

function violations(page: Page, options: axe.RunOptions): Promise<string[]> {
  return page.evaluate(async (given) => {
    const engine = Reflect.get(window, "axe") as typeof import("axe-core");
    const { violations: all } = await engine.run(document, {
      ...given,
      resultTypes: ["violations"],
    });
    return all.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }, options);
}
