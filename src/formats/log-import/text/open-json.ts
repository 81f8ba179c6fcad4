import { MAX_DEPTH } from "../../safe-json.ts";

/**
 * Whether the lines so far are the beginning of one JSON object, all of it, or neither. Where a
 * text does not end in its line, they are neither, unless the file ends there.
 */
export type Openness = "open" | "closed" | "broken" | "in-text";

/**
 * Follows the brackets of a JSON object from line to line. It knows only as much of the grammar as
 * it takes to tell an object that goes on in the next line from one that was cut short with another
 * one behind it.
 */
export function createBracketReader(): (line: string) => Openness {
  const open: string[] = [];
  let before = "";
  let state: Openness = "open";

  const opens = (bracket: string): boolean => {
    const inside = open.at(-1);
    const isDue =
      inside === undefined
        ? before === "" && bracket === "{"
        : before === ":" || (inside === "[" && (before === "[" || before === ","));
    open.push(bracket);
    return isDue && open.length <= MAX_DEPTH;
  };

  const takes = (token: string): boolean => {
    if (token === "{" || token === "[") return opens(token);
    if (open.length === 0) return false;
    if (token === "}" || token === "]") return open.pop() === (token === "}" ? "{" : "[");
    return true;
  };

  const readTokens = (line: string): Openness => {
    for (const [token] of line.matchAll(TOKEN)) {
      // A quotation mark that stands alone opens a text that does not end in its line.
      if (token === '"') return "in-text";
      if (!takes(token)) return "broken";
      before = token;
    }
    return open.length === 0 && before !== "" ? "closed" : "open";
  };

  return (line) => {
    if (state !== "broken" && state !== "in-text") state = readTokens(line);
    return state;
  };
}

/**
 * A bracket, a comma or colon, a text, a quotation mark without its like, or whatever else is no
 * white space.
 */
const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|"|[^\s{}[\],:"]+/g;
