import { type ConnectionOptions, nkeyAuthenticator, nkeys } from "@nats-io/nats-core";
import { type Credentials, subjectNameOf } from "../replication/server-address.ts";
import { sharedLogError } from "../replication/shared-log-problems.ts";

const NO_SEED =
  "What stands in place of a password is no secret key: without a user’s name, one that begins with SU is asked for.";

/** The name in subjects of users without credentials. */
export const NOBODY = "_";

/** The name of a user in the subjects of a server: the user name, or the public key. */
export function personOf(credentials: Credentials): string {
  if (credentials.kind === "none") return NOBODY;
  if (credentials.kind === "password") return subjectNameOf(credentials.user);
  return publicKeyOf(new TextEncoder().encode(credentials.seed));
}

/**
 * What a server is told of who comes in. Each user hears the answers to their own questions alone, below `_INBOX_` and their name or
 * public key.
 * @throws SharedLogError for what is no secret key.
 */
export function signIn(credentials: Credentials): ConnectionOptions {
  if (credentials.kind === "none") return {};
  const inboxPrefix = `_INBOX_${personOf(credentials)}`;
  if (credentials.kind === "password") {
    const { user, password } = credentials;
    return { user, pass: password, inboxPrefix };
  }
  const seed = new TextEncoder().encode(credentials.seed);
  return { authenticator: nkeyAuthenticator(seed), inboxPrefix };
}

function publicKeyOf(seed: Uint8Array): string {
  try {
    return nkeys.fromSeed(seed).getPublicKey();
  } catch (cause) {
    throw sharedLogError("unknown-user", { message: NO_SEED, cause });
  }
}
