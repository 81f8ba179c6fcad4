import { applyChanges, type Details } from "../../domain/aggregates/client.ts";
import { CLIENT, type ClientId, clientIdOf } from "../../domain/ids.ts";
import type { EpochMs, StreamVersion } from "../../eventlog/envelope.ts";
import type { KeyedProjection } from "./projection.ts";

/** One client as the book knows it at a position. */
export interface ClientRow extends Details {
  readonly id: ClientId;
  readonly username: string;
  readonly registeredAt: EpochMs;
  readonly version: StreamVersion;
}

/** Clients, one row each. */
export const clients: KeyedProjection<ClientRow> = {
  name: "clients",
  version: 1,
  keys: { are: "streams", prefix: CLIENT },
  births: ["ClientRegistered"],
  changes: ["ClientChanged"],
  evolve(row, { event, stream, version, occurredAt }) {
    const id = clientIdOf(stream);
    if (id === undefined) return row;
    switch (event.type) {
      case "ClientRegistered": {
        // In logs of earlier releases: no screen needs it.
        const { passwordHash: _, ...details } = event.data;
        return { id, ...details, registeredAt: occurredAt, version };
      }
      case "ClientChanged":
        return row && { ...applyChanges(row, event.data), version };
      default:
        return row;
    }
  },
};
