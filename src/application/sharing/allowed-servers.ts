import type { BookEntry } from "../books/book-catalog.ts";

/**
 * Where servers stand that a person has named and that no book has yet, until the page is loaded.
 */
const NAMED = "hindsight-named-servers";

/** What a Content-Security-Policy can name: a host and perhaps a port. */
const NAMEABLE = /^wss?:\/\/[a-z0-9.-]+(?::\d+)?$/;

/** The form for whose sake the page was loaded. */
const RELOADED_FOR = "hindsight-reloaded-for";

/** Id of the policy in the page's text. */
const POLICY = "connect-policy";

/**
 * Narrows what this page may connect to, for as long as it stands: to its own host, the servers of
 * these books, and those of `reloadAllowing`. A policy in the page's text can be added at any time
 * and never be taken back, with a service worker or without.
 */
export function allowServersOf(books: readonly BookEntry[]): void {
  const servers = [...books.flatMap(serversOf), ...takeNamed()];
  const allowed = new Set(servers.filter((server) => URL.canParse(server)).map(sourceOf));
  const policy = document.createElement("meta");
  policy.id = POLICY;
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = ["connect-src 'self'", ...allowed].join(" ");
  document.head.append(policy);
}

/** Whether this page may speak to all of these servers. */
export function mayConnectTo(servers: readonly string[]): boolean {
  const policy = document.getElementById(POLICY) as HTMLMetaElement | null;
  const allowed = policy?.content.split(" ");
  return servers.every((server) => !allowed || allowed.includes(sourceOf(server)));
}

/**
 * Loads the page anew, which may then speak to these servers as well, until it is left.
 * @param form whose way to them goes on then.
 */
export function reloadAllowing(servers: readonly string[], form: string): void {
  sessionStorage.setItem(NAMED, [form, ...servers].join(" "));
  location.reload();
}

/** Whether the page was loaded for the sake of this form. Told once. */
export function wasReloadedFor(form: string): boolean {
  try {
    if (sessionStorage.getItem(RELOADED_FOR) !== form) return false;
    sessionStorage.removeItem(RELOADED_FOR);
    return true;
  } catch {
    return false;
  }
}

function serversOf({ shared, intention }: BookEntry): readonly string[] {
  const wanted = intention?.kind === "sharing" ? intention.address.servers : [];
  return [...(shared?.servers ?? []), ...wanted];
}

// Not in a browser that keeps nothing: there no book is shared.
function takeNamed(): readonly string[] {
  try {
    const [form, ...servers] = sessionStorage.getItem(NAMED)?.split(" ") ?? [];
    sessionStorage.removeItem(NAMED);
    sessionStorage.setItem(RELOADED_FOR, form ?? "");
    return servers;
  } catch {
    return [];
  }
}

// Where a policy cannot name a server, as one of IPv6, all servers of its scheme are allowed.
function sourceOf(server: string): string {
  const { origin, protocol } = new URL(server);
  return NAMEABLE.test(origin) ? origin : protocol;
}
