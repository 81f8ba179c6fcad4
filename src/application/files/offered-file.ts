/** Who brought a file: the person at the page, or something else that opened the page with it. */
export type FileSource =
  | { readonly kind: "person" }
  /** The browser, for a file that was opened with the installed app. */
  | { readonly kind: "opened" }
  /** Another app, or a website: its address, where the browser tells it. */
  | { readonly kind: "shared"; readonly origin?: string };

/** A file that waits for the screen that takes it. What no person chose is asked about first. */
export interface OfferedFile {
  readonly file: File;
  readonly source: FileSource;
  /** Which screen takes it. */
  readonly kind: "log" | "table";
}
