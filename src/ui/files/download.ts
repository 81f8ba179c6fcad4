import { texts } from "../i18n/texts.ts";

/** Name of a file that says which book it is of, and which part: up to where, between which two moments, or which table. */
export function fileName(book: string, part: number | string, ending: string): string {
  const safe = (text: string) => text.replace(/[^\p{L}\p{N} _-]/gu, "").trim();
  return `${safe(book) || texts.files.noName} ${safe(String(part))}.${ending}`;
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download takes the file over at once; the address would keep it in memory for as long as the page lives.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
