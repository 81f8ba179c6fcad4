import type { Draft } from "../../../application/store/book-store.ts";
import type { SharedAddress } from "../../../eventlog/replication/server-address.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { Problems } from "../use-command-form.ts";

/** What is wrong with the address of a shared book as it stands. */
export function addressProblems({ server = "", name = "", plain }: Draft): Problems {
  const servers = serversIn(server);
  const bad = servers.find((address) => !isServer(address));
  return {
    server:
      servers.length === 0
        ? rooms.sharing.needsServer
        : bad === undefined
          ? undefined
          : rooms.sharing.badServer(bad),
    name:
      name.trim() === ""
        ? rooms.sharing.needsName
        : /^[\w-]+$/.test(name.trim())
          ? undefined
          : rooms.sharing.badName,
    plain:
      plainServers(server).length > 0 && plain !== server ? rooms.sharing.needsPlain : undefined,
  };
}

/** Servers on other machines to which everything, the password too, would go unencrypted. */
export function plainServers(server: string): readonly string[] {
  return plainOf(serversIn(server).filter(isServer));
}

/** Those of these servers that are on other machines and spoken to unencrypted. */
export function plainOf(servers: readonly string[]): readonly string[] {
  return servers.filter((address) => {
    const { protocol, hostname } = new URL(address);
    return protocol === "ws:" && !THIS_MACHINE.test(hostname);
  });
}

/** Names of this machine, as an URL spells them. */
const THIS_MACHINE = /^(?:(?:[^.]+\.)*localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The address that was typed. @param secret the password, or the secret half of an nkey; part of no draft. */
export function addressOf(
  { server = "", name = "", user = "", keep }: Draft,
  secret: string,
): SharedAddress {
  return {
    servers: serversIn(server),
    name: name.trim(),
    ...(keep === "no" && { asksSecret: true }),
    credentials: user.trim()
      ? { kind: "password", user: user.trim(), password: secret }
      : secret
        ? { kind: "nkey", seed: secret.trim() }
        : { kind: "none" },
  };
}

function serversIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

function isServer(address: string): boolean {
  if (!/^wss?:\/\/[^/]/.test(address) || !URL.canParse(address)) return false;
  // A password belongs in its own field: what stands here is kept and shown.
  const { username, password } = new URL(address);
  return username === "" && password === "";
}
