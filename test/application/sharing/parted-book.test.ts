import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { describe, expect, it } from "vitest";
import { sealCommit } from "../../../src/eventlog/chain/seal-commit.ts";
import { GENESIS_HASH } from "../../../src/eventlog/envelope.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { subjectOf } from "../../../src/eventlog/replication/server-address.ts";
import { accepted, at, RECORDED_AT } from "../../eventlog/attempts.ts";
import { eventually } from "../../eventually.ts";
import { register, servePeople } from "./people.ts";
import { newBrowser } from "./person.ts";

const people = servePeople();
const openAs = people.openAs;

describe("a copy of a shared book that is not what the others have", () => {
  it("says so when it is opened, takes no command, and keeps what waits", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await eventually(() => expect(ada.sharing().link.kind).toBe("synced"));
    await ada.session.bus.dispatch(register("acme"));
    ada.setOnline(false);
    await eventually(() => expect(ada.sharing().link.kind).toBe("offline"));
    await ada.session.bus.dispatch(register("basalt"));
    ada.kill();
    await ada.kept.replica.append(accepted("behind everybody's back", ["a"]));

    const again = await openAs({ kept: ada.kept });

    await eventually(() => expect(again.sharing().link.kind).toBe("parted"));
    expect(again.sharing().link).toMatchObject({
      message: expect.stringContaining("not what the others have"),
    });
    expect(await again.session.bus.dispatch(register("cobalt"))).toMatchObject({
      accepted: false,
      rejection: { code: "read-only", message: expect.stringContaining("Nothing is lost") },
    });
    await eventually(() => expect(again.sharing().waiting).toBe(1));
    expect(again.kept.outbox.items()).toMatchObject([{ intent: { username: "basalt" } }]);
    expect(await bob.session.bus.dispatch(register("cobalt"))).toMatchObject({ accepted: true });
    const fresh = await openAs({ kept: newBrowser() });
    await eventually(async () =>
      expect(await fresh.kept.replica.head()).toEqual(await bob.kept.replica.head()),
    );
    expect((await fresh.kept.replica.head()).position).toBe(5);
  });
});

it("goes on in a shared book while somebody else is wrong", async () => {
  const [ada, bob] = [await openAs(), await openAs()];
  await ada.session.bus.dispatch(register("acme"));
  const base = { position: at(7), hash: GENESIS_HASH };
  const wrong = sealCommit(accepted("wrong", ["a"]), base, new Map(), RECORDED_AT);

  await jetstream(people.owner).publish(
    subjectOf(people.name),
    encodeShared({ base, record: wrong }),
  );
  await bob.session.bus.dispatch(register("basalt"));
  await ada.session.bus.dispatch(register("cobalt"));

  await eventually(async () => {
    const heads = await Promise.all([ada, bob].map(({ kept }) => kept.replica.head()));
    expect(heads[0]).toEqual(heads[1]);
    expect(heads[0]?.position).toBe(7);
    expect([ada, bob].map((person) => person.sharing().link.kind)).toEqual(["synced", "synced"]);
  });
});

it("says that another book stands where a shared one was deleted and made anew", async () => {
  const ada = await openAs();
  await eventually(() => expect(ada.sharing().link.kind).toBe("synced"));
  await ada.session.bus.dispatch(register("acme"));
  const { streams } = await jetstreamManager(people.owner, { checkAPI: false });
  ada.kill();
  await streams.delete(people.name);
  await createNatsStream(people.owner, { name: people.name, subject: subjectOf(people.name) });

  const again = await openAs({ kept: ada.kept });

  await eventually(() => expect(again.sharing().link.kind).toBe("refused"));
  expect(again.sharing().link).toMatchObject({
    message: expect.stringContaining("another book"),
  });
  expect(await again.session.bus.dispatch(register("basalt"))).toMatchObject({ pending: true });
});
