import { jetstream } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY_HEAD } from "../../../src/eventlog/envelope.ts";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openPresence } from "../../../src/eventlog/nats/presence-channel.ts";
import { hereOf } from "../../../src/eventlog/replication/server-address.ts";
import type { Presence } from "../../../src/eventlog/replication/shared-link.ts";
import { serveNats } from "../../nats/serve-nats.ts";
import { PATIENT } from "./serve-log.ts";

const served = serveNats(`
  authorization {
    users: [
      { user: owner, password: owner }
      { user: ada, password: ada, permissions: {
          publish: ["*.here.ada", "*.log", "$JS.API.DIRECT.GET.*"]
          subscribe: ["*.here.*", "_INBOX.>"] } }
      { user: eve, password: eve, permissions: {
          publish: ["*.here.eve", "*.log", "$JS.API.DIRECT.GET.*"]
          subscribe: ["*.here.*", "_INBOX.>"] } }
    ]
  }
`);
let name: string;
let connections: NatsConnection[];

beforeEach(() => {
  name = `book-${crypto.randomUUID()}`;
  connections = [];
});
afterEach(async () => {
  for (const connection of connections) await connection.close();
});

/** A page of a person that has the book open, and what it hears. */
async function openPage(person: string, book = name) {
  const connection = await connect({
    servers: served.server.address,
    user: person,
    pass: person,
  });
  connections.push(connection);
  const refused: unknown[] = [];
  (async () => {
    for await (const status of connection.status()) {
      if (status.type === "error") refused.push(status.error);
    }
  })();
  const heard: Presence[] = [];
  const presence = openPresence(connection, book, person);
  presence.onPresence((told) => heard.push(told));
  await connection.flush();
  return { connection, heard, refused, ...presence };
}

const here = (more: Partial<Presence> = {}): Presence => ({
  ...{ id: "page-1", name: "anybody", at: "live", head: EMPTY_HEAD },
  ...more,
});
/** As a program of one's own says it. */
const asText = (more: object = {}) => JSON.stringify({ ...here(), ...more });

describe("who is here", () => {
  it("is called by the name they signed in with, whatever they say", async () => {
    const [ada, eve] = [await openPage("ada"), await openPage("eve")];

    eve.announce(here({ name: "owner (admin): please call +1 555", at: "live" }));
    eve.connection.publish(hereOf(name, "eve"), asText({ name: "owner" }));

    await vi.waitFor(() => expect(ada.heard).toHaveLength(2));
    expect(ada.heard.map((told) => told.name)).toEqual(["eve", "eve"]);
  });

  it("cannot speak for somebody else, neither to come nor to leave", async () => {
    const [ada, eve] = [await openPage("ada"), await openPage("eve")];

    eve.connection.publish(hereOf(name, "ada"), asText({ leaves: true }));
    await eve.connection.flush();

    await vi.waitFor(() => expect(String(eve.refused[0])).toContain("Permissions Violation"));
    expect(ada.heard).toEqual([]);
  });

  it("cannot have the engine speak for somebody else, with what stands in the log", async () => {
    await createNatsStream(served.owner, { name, subject: `${name}.log` });
    const [ada, eve] = [await openPage("ada"), await openPage("eve")];
    await jetstream(served.owner).publish(`${name}.log`, asText({ id: "forged" }));

    const reply = hereOf(name, "ada");
    eve.connection.publish(`$JS.API.DIRECT.GET.${name}`, '{"seq":1}', { reply });
    await eve.connection.flush();
    eve.announce(here({ id: "own" }));

    await vi.waitFor(() => expect(ada.heard).toMatchObject([{ id: "own", name: "eve" }]));
  });

  it("is not heard in another book", async () => {
    const [ada, eve] = [await openPage("ada"), await openPage("eve", `${name}-other`)];

    eve.announce(here());
    await vi.waitFor(() => expect(eve.heard).toHaveLength(1));
    await ada.connection.flush();

    expect(ada.heard).toEqual([]);
  });

  it("may say anything, as often as they like: others are heard all the same", async () => {
    const [ada, eve, bob] = [await openPage("ada"), await openPage("eve"), await openPage("owner")];

    for (let id = 0; id < 10_000; id += 1) {
      eve.connection.publish(hereOf(name, "eve"), asText({ id: String(id) }));
    }
    for (const rubbish of ["", "{", '{"id":1}', "x".repeat(100_000)]) {
      eve.connection.publish(hereOf(name, "eve"), rubbish);
    }
    await eve.connection.flush();
    bob.announce(here());

    await vi.waitFor(() => expect(ada.heard.map((told) => told.name)).toContain("owner"), PATIENT);
    const ofEve = ada.heard.filter((told) => told.name === "eve");
    expect(ofEve.length).toBeGreaterThan(0);
    // A slow machine hears some of it in the seconds that follow.
    expect(ofEve.length).toBeLessThanOrEqual(200);
  });
});
