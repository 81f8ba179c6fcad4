/**
 * Puts an apostrophe before every part of a text that a spreadsheet would run as a formula: one
 * that begins with `=`, `+`, `-` or `@`, in full width too, at the beginning of the text or behind
 * what a spreadsheet may take for the end of a cell (`;`, tab, line break), whatever quotes, spaces
 * and apostrophes stand between; and before a text that begins with a tab or a line break.
 * `withoutGuards` gives the same text back.
 */
export function guardFormulas(text: string): string {
  if (!IS_RISKY.test(text)) return text;
  const isRun = runsFrom(text);
  const needsGuard = (at: number) =>
    (beginsCell(text, at) && isRun[at]) || (at === 0 && BREAK_FIRST.test(text));
  const guarded = text.split("").map((letter, at) => (needsGuard(at) ? `'${letter}` : letter));
  return guarded.join("");
}

/** A text without the apostrophes of `guardFormulas`; one that a person typed before them stays. */
export function withoutGuards(text: string): string {
  if (!text.includes("'") || !IS_RISKY.test(text)) return text;
  const isRun = runsFrom(text);
  const isGuard = (letter: string, at: number) =>
    letter === "'" &&
    ((beginsCell(text, at) && isRun[at + 1]) || (at === 0 && BREAK_FIRST.test(text.slice(1))));
  return text
    .split("")
    .filter((letter, at) => !isGuard(letter, at))
    .join("");
}

const IS_RISKY = /[=+\-@＝＋－＠\t\r\n]/;
const FORMULA = /[=+\-@＝＋－＠]/;
const BETWEEN = /[\s"']/;
const BREAK_FIRST = /^'*[\t\r\n]/;

function beginsCell(text: string, at: number): boolean {
  return at === 0 || ";\t\r\n".includes(text[at - 1] as string);
}

/**
 * For every place of a text, whether a formula stands there behind nothing but quotes, spaces and
 * apostrophes. Read from the end, so that each letter is looked at once.
 */
function runsFrom(text: string): readonly boolean[] {
  const isRun = new Array<boolean>(text.length).fill(false);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const letter = text[at] as string;
    isRun[at] = FORMULA.test(letter) || (BETWEEN.test(letter) && isRun[at + 1] === true);
  }
  return isRun;
}
