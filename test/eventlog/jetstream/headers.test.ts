import { jetstreamManager } from "@nats-io/jetstream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  Sequence,
  StreamMessage,
} from "../../../src/eventlog/jetstream/reading/ordered-stream.ts";
import { openPresence } from "../../../src/eventlog/nats/presence-channel.ts";
import { hereOf } from "../../../src/eventlog/replication/server-address.ts";
import { openRawPublisher, type RawPublisher } from "../../nats/raw-publisher.ts";
import { accepted, placesOf } from "../attempts.ts";
import { PATIENT, serveLog } from "./serve-log.ts";
import { SPOILT_HEADERS } from "./spoilt-headers.ts";

const shared = serveLog();
let mallory: RawPublisher;
beforeEach(async () => {
  mallory = await openRawPublisher(shared.server.address, "owner");
});
afterEach(() => mallory.close());

const NOTHING = new Uint8Array();

describe.each(Object.entries(SPOILT_HEADERS))("a message with %s in front", (_, headers) => {
  it.each([
    { of: "nothing", content: NOTHING },
    { of: "something", content: new TextEncoder().encode("{}") },
  ])("and $of in it is void, and stops nobody", async ({ content }) => {
    // Given somebody who has the log open
    const ada = await shared.join();
    await ada.append(accepted("c1", ["a"]));

    // When it is stored, twice
    await mallory.publish(shared.book.subject, headers, content);
    await mallory.publish(shared.book.subject, headers, content);
    await ada.catchUp();
    await ada.append(accepted("c2", ["a"]));

    // Then a newcomer reads past it, and both go on
    const bob = await shared.join();
    await bob.append(accepted("c3", ["a"]));
    await ada.catchUp();
    expect(placesOf(await ada.read())).toEqual(["a@1", "a@2", "a@3"]);
    await shared.expectAgreement(ada, bob);
  });

  it("is the message of its number", async () => {
    await mallory.publish(shared.book.subject, headers, NOTHING);

    const message = await shared.stream.read(1 as Sequence);

    expect(message?.sequence).toBe(1);
    expect(message?.payload).toHaveLength(0);
  });

  it("cuts nobody off who looks who is here", async () => {
    const told: unknown[] = [];
    const { onPresence } = openPresence(shared.owner, shared.book.name, "ada");
    onPresence((presence) => told.push(presence));
    await shared.owner.flush();

    await mallory.publish(hereOf(shared.book.name, "mallory"), headers, NOTHING);
    const here = { id: "page", at: "live", head: { position: 0, hash: "" } };
    shared.owner.publish(hereOf(shared.book.name, "bob"), JSON.stringify(here));

    await vi.waitFor(() => expect(told).toMatchObject([{ name: "bob" }]));
  });
});

it("messages behind one that the server has lost are read, whatever stands in front of them", async () => {
  // Given a stream in whose middle the server lost a message, as with a broken disk
  const { name, subject } = shared.book;
  const { streams } = await jetstreamManager(shared.owner, { checkAPI: false });
  await streams.delete(name);
  await streams.add({ name, subjects: [subject], allow_direct: true });
  for (const text of ["first", "lost"]) await shared.owner.request(subject, text);
  const spoilt = Object.values(SPOILT_HEADERS).toReversed();
  for (const headers of spoilt) await mallory.publish(subject, headers, NOTHING);
  await streams.deleteMessage(name, 2);

  // When it is followed from the beginning
  const taken: number[] = [];
  const take = ({ sequence }: StreamMessage) => void taken.push(sequence);
  const stop = await shared.stream.follow(0 as Sequence, take, () => {});

  // Then that message alone is left out
  const wanted = [1, ...spoilt.map((_, index) => index + 3)];
  await vi.waitFor(() => expect(taken).toEqual(wanted), PATIENT);
  stop();
});
