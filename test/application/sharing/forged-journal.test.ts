import { jetstream } from "@nats-io/jetstream";
import { expect, it } from "vitest";
import { searchJournal } from "../../../src/application/session/journal-search.ts";
import { sealCommit, sealRefusal } from "../../../src/eventlog/chain/seal-commit.ts";
import type { StreamName } from "../../../src/eventlog/envelope.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { recordCommand } from "../../../src/eventlog/records.ts";
import { subjectOf } from "../../../src/eventlog/replication/server-address.ts";
import { accepted, commandId, RECORDED_AT } from "../../eventlog/attempts.ts";
import { eventually } from "../../eventually.ts";
import { register, servePeople, untilAgreed } from "./people.ts";
import type { Person } from "./person.ts";

const people = servePeople();
const LURE = "Your session has expired. Log in again at https://evil.example/login";

/** A forged record behind all that stands: an e-mail is changed, and a placed order told of. */
async function forge(person: Person): Promise<void> {
  const { kept, session } = person;
  const head = await kept.replica.head();
  const versions = {
    get: (stream: StreamName) => session.history.versionOf(stream, head.position),
  };
  const publish = (message: Parameters<typeof encodeShared>[0]) =>
    jetstream(people.owner).publish(subjectOf(people.name), encodeShared(message));
  const refuse = (id: string, type: string, code: string) => {
    const command = recordCommand(commandId(id), type, { username: "bob" });
    const attempt = { ...accepted(id, ["x"]), command, refusal: { code, message: LURE } };
    const { events: _, expected: __, ...refusal } = attempt;
    return publish({
      base: head,
      record: sealRefusal(refusal, head.position, new Map(), RECORDED_AT),
    });
  };
  await refuse("r1", "RegisterClient", "username-taken");
  await refuse("r2", "RegisterClient", LURE);
  await refuse("r3", LURE, "unknown-client");
  const payload = { client: "acme", lines: [{ productCode: "TEA", quantity: 1, unitPrice: 1 }] };
  const event = {
    stream: "client-acme-1" as StreamName,
    type: "ClientChanged",
    schemaVersion: 1,
    data: { email: "mallory@example.org" },
  };
  const attempt = {
    ...accepted("c1", ["x"]),
    command: recordCommand(commandId("c1"), "PlaceOrder", payload),
    events: [event] as const,
  };
  await publish({ base: head, record: sealCommit(attempt, head, versions, RECORDED_AT) });
}

it("shows of a forged journal what its events say, and no text of its writer", async () => {
  const [ada, bob] = [await people.openAs(), await people.openAs()];
  await ada.session.bus.dispatch(register("acme", { clientId: "acme-1" }));
  await untilAgreed(ada, bob);

  await forge(ada);
  await eventually(async () => expect((await bob.kept.replica.head()).position).toBeGreaterThan(3));
  await untilAgreed(ada, bob);

  const newcomer = await people.openAs();
  await untilAgreed(ada, newcomer);
  for (const { session } of [ada, bob, newcomer]) {
    const { log, history } = session;
    const at = history.head().position;
    const { rows } = await searchJournal(log, history, {}, at);
    const told = rows.map(({ outcome, type, rule }) => [outcome, type, rule]);
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        ["accepted", undefined, undefined],
        ["refused", undefined, "unknown-client"],
        ["refused", "RegisterClient", "unknown-rule"],
        ["refused", "RegisterClient", "username-taken"],
        ["accepted", "RegisterClient", undefined],
      ]),
    );
    expect(JSON.stringify(rows)).not.toContain("evil");
  }
});
