import { readFileSync } from "node:fs";
import ts from "typescript";

/** A regular expression, and where it stands. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

/** The regular expressions written between slashes in a file. */
export function literalPatterns(path: string): Pattern[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Pattern[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ source, flags, where: `${path}:${line}` });
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

/** How often a file makes a regular expression out of parts. */
export function countBuilt(path: string): number {
  return readFileSync(path, "utf8").split("new RegExp(").length - 1;
}

/** The regular expressions that modules make out of parts while they are loaded by `load`. */
export async function builtPatterns(load: () => Promise<unknown>): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(plain, {
    construct(target, given: [string | RegExp, string?]) {
      const made = new target(...given);
      found.push({ source: made.source, flags: made.flags, where: "built" });
      return made;
    },
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = plain;
  }
  return found;
}
