/** Name of a file that says which book it holds and up to where, or between which two moments. */
export function fileName(book: string, position: number | string, ending: string): string {
  const safe = book.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "book";
  return `${safe} ${position}.${ending}`;
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
