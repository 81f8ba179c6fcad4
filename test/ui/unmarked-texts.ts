import { BEGIN, END } from "./pseudo-texts.tsx";

/** Attributes that a person sees or hears. */
const SAID = [
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "placeholder",
  "title",
];

/** Log, hashes and rejection codes as machines write them. */
const FOR_MACHINES = "pre, code";

/**
 * What a page says outside the marks of the pseudo-translation and that is no data: whatever has two letters beside each other
 * once all data is taken out of it.
 * @param data texts of the book.
 */
export function unmarkedTexts(page: Element, data: ReadonlySet<string>): string[] {
  const said = [outsideMarks(textsOf(page))];
  for (const element of page.querySelectorAll("*")) {
    for (const name of SAID) said.push(outsideMarks([element.getAttribute(name) ?? ""]));
  }
  const longestFirst = [...data].sort((one, other) => other.length - one.length);
  const rest = said
    .flat()
    .map((text) => longestFirst.reduce((all, part) => all.replaceAll(part, " "), text));
  return rest.filter((text) => /\p{L}{2}/u.test(text)).map((text) => text.trim());
}

function textsOf(page: Element): string[] {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement?.closest(FOR_MACHINES)) texts.push(node.textContent ?? "");
  }
  return texts;
}

// One after the other: marks may begin in one of them and end in another.
function outsideMarks(texts: readonly string[]): string[] {
  let depth = 0;
  return texts.map((text) => {
    let outside = "";
    for (const letter of text) {
      if (letter === BEGIN) depth += 1;
      else if (letter === END) depth -= 1;
      else outside += depth === 0 ? letter : " ";
    }
    return outside;
  });
}
