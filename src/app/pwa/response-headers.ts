/** Headers of a response, by their names. */
export type Headers = Readonly<Record<string, string>>;

// Only addresses that `trusted-types.ts` knows become scripts and workers, and no text does.
const TRUSTED = ["require-trusted-types-for 'script'", "trusted-types default"];

// No code from elsewhere and nothing inline. WebAssembly, because the quick SHA-256 is made of it.
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // A shared book's servers are whatever its people say: the page narrows this to those of the
  // books that are here (`allowed-servers.ts`).
  "connect-src 'self' ws: wss:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  ...TRUSTED,
];

/** The Content-Security-Policy of the page, as far as a page can state it in its own text. */
export const PAGE_POLICY = DIRECTIVES.join("; ");

/** Policy of a worker: it reads files from anywhere, and speaks to nobody but this host. */
const WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  ...TRUSTED,
].join("; ");

/** Features of a browser that the app has no use for. */
const UNUSED = ["camera", "microphone", "geolocation", "payment", "usb", "serial", "hid", "midi"];

/** The headers of every file of the app, but for how long it is kept. */
export const RESPONSE_HEADERS: Headers = {
  "Content-Security-Policy": `${PAGE_POLICY}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": UNUSED.map((feature) => `${feature}=()`).join(", "),
  "Strict-Transport-Security": "max-age=63072000",
};

/** The headers of a worker's script. */
export const WORKER_HEADERS: Headers = {
  ...RESPONSE_HEADERS,
  "Content-Security-Policy": WORKER_POLICY,
};

/** Files below this folder are named by their content, and never change. */
export const LASTING_FOLDER = "/assets/";
export const LASTING = "public, max-age=31536000, immutable";
/** All other files are asked for anew each time. */
export const FLEETING = "no-cache";

/** Whether a path is that of a worker's script. */
export function isWorker(path: string): boolean {
  return path.startsWith(LASTING_FOLDER) && path.includes(".worker-");
}
