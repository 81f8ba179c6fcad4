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
  /** Whether the secret is kept nowhere: then it is asked for each time the book is opened. */
  readonly asksSecret?: true;
  /** Whether this browser brought the log there: it alone knows whether all of it is. */
  readonly isBrought?: true;
}

/** A text that only this browser can open. */
export interface SealedText {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Credentials as a browser keeps them: with a sealed secret, or none where it is asked for. */
export type KeptCredentials =
  | { readonly kind: "none" }
  | {
      readonly kind: "password";
      readonly user: string;
      readonly sealed?: SealedText;
      readonly password?: never;
    }
  | { readonly kind: "nkey"; readonly sealed?: SealedText; readonly seed?: never };

/** The address of a shared log as a browser keeps it, with no secret in clear. */
export interface KeptAddress extends Pick<SharedAddress, "servers" | "name" | "isBrought"> {
  readonly credentials: KeptCredentials;
}

/** The secret of credentials; undefined where there is none, and where it is not in clear. */
export function secretOf(credentials: Credentials | KeptCredentials): string | undefined {
  if (credentials.kind === "password") return credentials.password;
  return credentials.kind === "nkey" ? credentials.seed : undefined;
}

function placeOf({ servers, name, isBrought }: KeptAddress | SharedAddress) {
  return { servers, name, ...(isBrought && { isBrought }) };
}

/** An address as it is kept. @param sealed its secret; asked for each time when left out. */
export function withSealed(address: SharedAddress, sealed: SealedText | undefined): KeptAddress {
  const { credentials } = address;
  const place = placeOf(address);
  const kept = sealed ? { sealed } : {};
  switch (credentials.kind) {
    case "none":
      return { ...place, credentials };
    case "password":
      return { ...place, credentials: { kind: "password", user: credentials.user, ...kept } };
    case "nkey":
      return { ...place, credentials: { kind: "nkey", ...kept } };
    default:
      return credentials satisfies never;
  }
}

/** An address that was kept, with its secret. @param isKept whether that is kept with it. */
export function withSecret(address: KeptAddress, secret: string, isKept: boolean): SharedAddress {
  const { credentials } = address;
  const place = { ...placeOf(address), ...(!isKept && { asksSecret: true as const }) };
  switch (credentials.kind) {
    case "none":
      return { ...placeOf(address), credentials };
    case "password": {
      const { kind, user } = credentials;
      return { ...place, credentials: { kind, user, password: secret } };
    }
    case "nkey":
      return { ...place, credentials: { kind: "nkey", seed: secret } };
    default:
      return credentials satisfies never;
  }
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
