/** Something on the screen, by what it is and what it is called. */
export interface Named {
  readonly role: keyof typeof ROLES;
  readonly name: string;
}

/** The elements of each role that the stories look for. */
export const ROLES = {
  button: "button",
  combobox: "[role=combobox]",
  form: "form",
  heading: "h1, h2",
  link: "a[href]",
  slider: "[role=slider]",
  table: "[role=table]",
  textbox: "input:not([role])",
} as const;

/**
 * Finds an element by role and name in a page, each one within the one before. Puppeteer's own query
 * asks Firefox for its whole accessibility tree, which takes half a second each time.
 *
 * Runs in the page, so it uses nothing from around it.
 * @param roles the elements of each role.
 * @returns the last of them, if it can be seen.
 */
export function findNamed(
  path: readonly Named[],
  roles: Readonly<Record<string, string>>,
): Element | undefined {
  const nameOf = (element: Element): string => {
    const { labels } = element as HTMLInputElement;
    const label =
      document.getElementById(element.getAttribute("aria-labelledby") ?? "") ??
      (labels?.[0] || element);
    return element.getAttribute("aria-label") ?? (label.textContent || "").trim();
  };
  let found: Element | undefined = document.documentElement;
  for (const { role, name } of path) {
    const candidates: Element[] = [...(found?.querySelectorAll(roles[role] ?? role) ?? [])];
    found = candidates.find((one) => nameOf(one) === name && one.checkVisibility());
  }
  return found;
}
