import type { NatsConnection } from "@nats-io/nats-core";

/** A version of the server: `[2, 10, 5]`. */
export type ServerVersion = readonly [major: number, minor: number, patch: number];

/** Whether the server of a connection is of that version or newer. */
export function isServerFrom(
  { info }: Pick<NatsConnection, "info">,
  wanted: ServerVersion,
): boolean {
  const version = (info?.version ?? "").split(/[.-]/).map(Number);
  for (const [index, number] of wanted.entries()) {
    const own = version[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}
