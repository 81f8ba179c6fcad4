/** A text as searches and sorts compare it: without case, accents and the width of its letters. */
export function searchable(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase().normalize("NFKC");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const PLAIN = /^[\x00-\x7f]*$/;
const MARKS = /\p{M}/gu;
