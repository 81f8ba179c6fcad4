/** How somebody is let in to a server. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** The secret half of an nkey, `SU…`. */
  | { readonly kind: "nkey"; readonly seed: string };

/** Where a shared log is, and who asks for it. */
export interface SharedAddress {
  /** Servers of one cluster, `wss://…` or `ws://…`: any of them will do. */
  readonly servers: readonly string[];
  /** Name of the log on them. */
  readonly name: string;
  readonly credentials: Credentials;
}

/**
 * The subject of a person's presence in a shared log, to which the server lets only them publish.
 * @param person as `personOf` gives it; `*` for all.
 */
export function hereOf(name: string, person: string): string {
  return `${name}.here.${person}`;
}

/** A user's name as it stands in subjects, where dots, blanks and stars mean something else. */
export function subjectNameOf(user: string): string {
  return user.replace(/[^\w-]/g, "_");
}

/** The one subject of a shared log's messages. */
export function subjectOf(name: string): string {
  return `${name}.log`;
}
