/** A long text that is written piece by piece. */
export interface TextParts {
  add(text: string): void;
  /** All of it as a file of a media type. */
  end(type: string): Blob;
}

/** UTF-16 code units that are handed over at once: no single piece of work keeps a page, and the heap stays small. */
const PART = 1_000_000;

/** Makes a text without a letter. */
export function createTextParts(): TextParts {
  const parts: Blob[] = [];
  let part = "";
  return {
    add(text) {
      part += text;
      if (part.length < PART) return;
      parts.push(new Blob([part]));
      part = "";
    },
    end: (type) => new Blob([...parts, part], { type }),
  };
}
