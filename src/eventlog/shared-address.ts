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

/** Where those who have a shared log open tell each other so. */
export function hereOf(name: string): string {
  return `${name}.here`;
}

/** The one subject of a shared log's messages. */
export function subjectOf(name: string): string {
  return `${name}.log`;
}
