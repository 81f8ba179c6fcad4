import { connect, nkeys } from "@nats-io/transport-node";
import { afterEach, expect, it } from "vitest";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { openNatsStream } from "../../../src/eventlog/nats/nats-stream.ts";
import { signIn } from "../../../src/eventlog/nats/sign-in.ts";
import type { Credentials } from "../../../src/eventlog/replication/server-address.ts";
import { type NatsServer, startNatsServer } from "../../nats/nats-server.ts";
import { caughtNow } from "../caught.ts";

const PAIR = nkeys.createUser();
const KEY = PAIR.getPublicKey();
const SEED = new TextDecoder().decode(PAIR.getSeed());

/** People who hear nothing but the answers to their own questions. */
const PEOPLE = `
  authorization {
    users: [
      { user: "ada.l", password: secret, permissions: { publish: ">", subscribe: "_INBOX_ada_l.>" } }
      { nkey: ${KEY}, permissions: { publish: ">", subscribe: "_INBOX_${KEY}.>" } }
    ]
  }
`;

let server: NatsServer | undefined;
afterEach(() => server?.stop());

it.each<Credentials>([
  { kind: "password", user: "ada.l", password: "secret" },
  { kind: "nkey", seed: SEED },
])("lets somebody in by $kind, who hears their own answers alone", async (credentials) => {
  server = await startNatsServer(PEOPLE);
  const book = { name: "book", subject: "book.log", patience: 30_000 };

  const connection = await connect({ servers: server.address, ...signIn(credentials) });

  await createNatsStream(connection, book);
  expect(await (await openNatsStream(connection, book)).last()).toBe(0);
  const everything = connection.subscribe("_INBOX_somebody.>");
  await expect(everything.closed).resolves.toBeInstanceOf(Error);
  await connection.close();
});

it("says that a password is no secret key", () => {
  const error = caughtNow(() => signIn({ kind: "nkey", seed: "my password" }));

  expect(error).toMatchObject({
    problem: "unknown-user",
    message: expect.stringContaining("begins with SU"),
  });
});
