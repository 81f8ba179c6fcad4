import { type ConnectionOptions, nkeyAuthenticator, nkeys } from "@nats-io/nats-core";
import { SharedLogError } from "../errors.ts";
import type { Credentials } from "../shared-address.ts";

const NO_SEED =
  "What stands in place of a password is no secret key: without a user’s name, one that begins with SU is asked for.";

/**
 * What a server is told of who comes in. Each user hears the answers to their own questions alone, below `_INBOX_` and their name or
 * public key.
 * @throws SharedLogError for what is no secret key.
 */
export function signIn(credentials: Credentials): ConnectionOptions {
  if (credentials.kind === "none") return {};
  if (credentials.kind === "password") {
    const { user, password } = credentials;
    return { user, pass: password, inboxPrefix: inboxOf(user) };
  }
  const seed = new TextEncoder().encode(credentials.seed);
  return { authenticator: nkeyAuthenticator(seed), inboxPrefix: inboxOf(publicKeyOf(seed)) };
}

function inboxOf(name: string): string {
  return `_INBOX_${name.replace(/[^\w-]/g, "_")}`;
}

function publicKeyOf(seed: Uint8Array): string {
  try {
    return nkeys.fromSeed(seed).getPublicKey();
  } catch (cause) {
    throw new SharedLogError("unknown-user", { message: NO_SEED, cause });
  }
}
