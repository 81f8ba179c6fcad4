import ts from "typescript";

/** Attributes and properties of the screens that a person sees or hears. */
const SAID = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-valuetext",
  "empty",
  "hint",
  "label",
  "message",
  "placeholder",
  "suggestion",
  "text",
  "title",
  "what",
  "words",
]);

const TWO_WORDS = /\p{L}{2,}[,.:;…!?]? \p{L}{2,}/u;
const VALUE_AND_WORD = /\p{L}{2,}[,:]? \0|\0[,:]? \p{L}{2,}/u;

/**
 * Texts that stand in a source file itself: whatever holds two words, or a word beside a value, and a single word where a
 * person reads it. Imports, class names and errors for developers are none.
 */
export function findLiterals(path: string, source: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isError(node) || isClassName(node)) return;
    const text = textOf(node);
    if (text !== undefined && (TWO_WORDS.test(text) || VALUE_AND_WORD.test(text))) found.push(text);
    else if (text !== undefined && /\p{L}{2,}/u.test(text) && isSaid(node)) found.push(text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return found.map((text) => text.replaceAll("\0", "…").trim());
}

// Values within a template stand as a NUL.
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("\0");
}

function isSaid({ parent }: ts.Node): boolean {
  const owner = ts.isJsxExpression(parent) ? parent.parent : parent;
  if (ts.isJsxElement(owner)) return true;
  return (
    (ts.isJsxAttribute(owner) || ts.isPropertyAssignment(owner)) && SAID.has(owner.name.getText())
  );
}

function isError(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === "Error";
}

function isClassName(node: ts.Node): boolean {
  return ts.isJsxAttribute(node) && node.name.getText() === "className";
}
