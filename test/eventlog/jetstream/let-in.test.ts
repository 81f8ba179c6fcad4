import { errors, type NatsConnection } from "@nats-io/nats-core";
import { expect, it } from "vitest";
import { letInByAny } from "../../../src/eventlog/nats/let-in.ts";
import { caught } from "../caught.ts";

const SERVERS = ["one", "two", "three"];
const connectionTo = (server: string) => ({ server }) as unknown as NatsConnection;

/** Servers of a cluster, of which some are down. */
function cluster(up: readonly string[]) {
  const asked: string[] = [];
  const knock = async (server: string): Promise<NatsConnection> => {
    asked.push(server);
    if (!up.includes(server)) throw new errors.ConnectionError("connection refused");
    return connectionTo(server);
  };
  return { asked, knock };
}

it.each(SERVERS)("is let in by %s, where all others are down", async (server) => {
  const { asked, knock } = cluster([server]);

  expect(await letInByAny(SERVERS, knock)).toEqual(connectionTo(server));

  expect(new Set(asked).size).toBe(asked.length);
});

it("says that nobody is there, once everybody was asked", async () => {
  const { asked, knock } = cluster([]);

  expect(await caught(letInByAny(SERVERS, knock))).toMatchObject({ problem: "unreachable" });

  expect(asked.toSorted()).toEqual(SERVERS.toSorted());
});

it("asks nobody else when it is sent away", async () => {
  let asked = 0;
  const sendAway = async (): Promise<NatsConnection> => {
    asked += 1;
    throw new errors.AuthorizationError("Authorization Violation");
  };

  expect(await caught(letInByAny(SERVERS, sendAway))).toMatchObject({ problem: "unknown-user" });

  expect(asked).toBe(1);
});
