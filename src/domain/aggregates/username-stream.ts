import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { StreamName } from "../../eventlog/envelope.ts";
import { comparableUsername, USERNAME_PREFIX, type UsernameKey } from "./username.ts";

/** Names the stream in which a username is reserved. */
export type UsernameStreams = (key: UsernameKey, username: string) => StreamName;

/**
 * The stream in which a username is reserved: HMAC-SHA-256 of its comparable form, so that it tells
 * nobody the name.
 */
export const usernameStream: UsernameStreams = (key, username) => nameStream(macOf(key), username);

/**
 * The same for many usernames, one after the other: a name that was just asked for costs nothing,
 * the same key little.
 */
export function createUsernameStreams(): UsernameStreams {
  let keyed: { readonly key: UsernameKey; readonly mac: Mac } | undefined;
  let last: { readonly username: string; readonly stream: StreamName } | undefined;
  return (key, username) => {
    if (keyed?.key !== key) {
      keyed = { key, mac: macOf(key) };
      last = undefined;
    }
    if (last?.username !== username) last = { username, stream: nameStream(keyed.mac, username) };
    return last.stream;
  };
}

type Mac = ReturnType<typeof macOf>;

function macOf(key: UsernameKey) {
  return hmac.create(sha256, hexToBytes(key));
}

function nameStream(mac: Mac, username: string): StreamName {
  // As a JSON string, because UTF-8 alone would turn every lone surrogate into the same replacement
  // character.
  const text = JSON.stringify(comparableUsername(username));
  const digest = mac.clone().update(utf8ToBytes(text)).digest();
  return `${USERNAME_PREFIX}${bytesToHex(digest)}` as StreamName;
}
