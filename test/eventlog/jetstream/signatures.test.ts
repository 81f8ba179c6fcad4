import { jetstream } from "@nats-io/jetstream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { headOf } from "../../../src/eventlog/chain/commit.ts";
import { sealCommit, sealRefusal } from "../../../src/eventlog/chain/seal-commit.ts";
import { EMPTY_HEAD, type Head } from "../../../src/eventlog/envelope.ts";
import type { JetStreamLog } from "../../../src/eventlog/jetstream/jetstream-log.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { moveLogUp } from "../../../src/eventlog/jetstream/seed-stream.ts";
import { type Signer, signMessage } from "../../../src/eventlog/jetstream/signing/signatures.ts";
import { createSigningKey } from "../../../src/eventlog/jetstream/signing/signing-key.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { accepted, at, copyOf, observe, placesOf, RECORDED_AT, refused } from "../attempts.ts";
import { caught } from "../caught.ts";
import { PATIENT, serveLog } from "./serve-log.ts";

const now = () => RECORDED_AT;
const shared = serveLog();
const { join, expectAgreement } = shared;

let ada: Signer;
let bob: Signer;
beforeEach(async () => {
  [ada, bob] = [await createSigningKey("ada"), await createSigningKey("bob")];
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A message with a commit whose event is the first of its stream. */
function message(id: string, stream: string, base: Head): Uint8Array {
  return encodeShared({ base, record: sealCommit(accepted(id, [stream]), base, new Map(), now()) });
}

function refusal(id: string, base: Head): Uint8Array {
  return encodeShared({
    base,
    record: sealRefusal(refused(id), base.position, new Map(), now()),
  });
}

async function publish(payload: Uint8Array): Promise<void> {
  await jetstream(shared.owner).publish(shared.book.subject, payload);
}

const signed = (payload: Uint8Array, signer: Signer) =>
  signMessage(shared.book.name, payload, signer);

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (message: string): Uint8Array => new TextEncoder().encode(message);

/** Waits until a copy has everything, and expects the same of one that is new. */
async function agree(...logs: readonly JetStreamLog[]): Promise<void> {
  for (const log of logs) await log.catchUp();
  await expectAgreement(...logs);
}

describe("a shared log that is signed", () => {
  it("tells who signed what stands in it, and from which event on", async () => {
    const [one, other] = [await join({ signer: ada }), await join({ signer: bob })];
    await one.append(accepted("c1", ["a"]));
    await one.refuse(refused("r1"));
    await other.append(accepted("c2", ["b"]));
    await one.append(accepted("c3", ["a"]));

    await agree(one, other);
    const authors = [
      { ...ada.author, since: 1 },
      { ...bob.author, since: 2 },
    ];
    expect(one.kept().authors).toEqual(authors);
    expect(other.kept().authors).toEqual(authors);
    expect((await join()).kept().authors).toEqual(authors);
  });

  it("shows another key under the same name as another author", async () => {
    const second = await createSigningKey("ada");
    await (await join({ signer: ada })).append(accepted("c1", ["a"]));
    const log = await join({ signer: second });
    await log.append(accepted("c2", ["b"]));

    expect(placesOf(await log.read())).toEqual(["a@1", "b@1"]);
    expect(log.kept().authors.map(({ name, since }) => [name, since])).toEqual([
      ["ada", 1],
      ["ada", 2],
    ]);
    await agree(log);
  });

  it("leaves out commits and refusals that nobody signed, on every copy at any time", async () => {
    const replica = createMemoryLog({ now });
    const early = await join({ signer: ada });
    const away = await join({ replica });
    await early.append(accepted("c1", ["a"]));
    await away.catchUp();
    const kept = away.kept();
    away.close();
    const head = await early.head();

    await publish(message("forged", "b", head));
    await publish(refusal("forged too", head));
    await early.append(accepted("c2", ["a"]));

    await agree(early, await join({ replica, kept }));
    await agree(await join({ replica: await copyOf(early) }));
    expect(await observe(early)).toMatchObject({
      journal: [{ commandId: "c1" }, { commandId: "c2" }],
    });
  });

  it.each<[string, (sound: Uint8Array) => Uint8Array | Promise<Uint8Array>]>([
    ["one letter is another", (sound) => bytes(text(sound).replace('"note":"b"', '"note":"B"'))],
    ["it names somebody else", (sound) => bytes(text(sound).replace('"bob"', '"ada"'))],
    ["it names another key", (sound) => bytes(text(sound).replace(bob.author.key, ada.author.key))],
    ["there is no signature", (sound) => bytes(text(sound).replace(/,"signature":"\w+"/, ""))],
    ["there is no name", (sound) => bytes(text(sound).replace(/,"by":\{[^}]*\}/, ""))],
    ["something stands behind it", (sound) => bytes(`${text(sound)} `)],
    ["it has two signatures", (sound) => bytes(text(sound).replace(/,"signature":"\w+"/, "$&$&"))],
    ["its number is not reduced", (sound) => bytes(text(sound).replace(/\w{2}"\}$/, 'ff"}'))],
    [
      "its key is of small order",
      (sound) => bytes(text(sound).replace(bob.author.key, `01${"00".repeat(31)}`)),
    ],
    [
      "it was signed for another log",
      async () => signMessage("another", message("x", "b", await theHead()), bob),
    ],
  ])("leaves a message out for everybody where %s", async (_, spoil) => {
    const log = await join({ signer: ada });
    await log.append(accepted("c1", ["a"]));
    const sound = await signed(message("x", "b", await log.head()), bob);

    await publish(await spoil(sound));
    await log.catchUp();

    expect(placesOf(await log.read())).toEqual(["a@1"]);
    await publish(sound);
    await agree(log);
    expect(placesOf(await log.read())).toEqual(["a@1", "b@1"]);
  });

  it("takes a message once, also where somebody sends it again behind what it continued", async () => {
    const log = await join({ signer: ada });
    const sound = await signed(message("x", "b", EMPTY_HEAD), bob);
    await publish(sound);
    await publish(sound);
    await log.append(accepted("c1", ["a"]));
    await publish(sound);

    await agree(log);
    expect(placesOf(await log.read())).toEqual(["b@1", "a@1"]);
  });
});

describe("a shared log of an older version, which nobody signed", () => {
  it("stays what it is, and is signed from the first signature on", async () => {
    const old = await join();
    await old.append(accepted("c1", ["a"]));
    await old.refuse(refused("r1"));
    const log = await join({ signer: ada });
    await log.append(accepted("c2", ["a"]));

    await publish(message("unsigned", "b", await log.head()));

    await agree(old, log);
    expect(placesOf(await log.read())).toEqual(["a@1", "a@2"]);
    expect(log.kept().authors).toEqual([{ ...ada.author, since: 2 }]);
  });

  it("is not made a signed one by a message that is void", async () => {
    const log = await join();
    const first = message("c1", "a", EMPTY_HEAD);
    const wrong = text(await signed(first, ada)).replace(ada.author.key, bob.author.key);
    await publish(bytes(wrong));
    await publish(await signed(message("elsewhere", "z", headIn(first)), bob));
    await publish(first);
    await publish(message("c2", "b", headIn(first)));

    await agree(log, await join({ replica: await copyOf(log) }));
    expect(placesOf(await log.read())).toEqual(["a@1", "b@1"]);
    expect(log.kept().authors).toEqual([]);
  });

  it("refuses what a page writes that cannot sign, once others do", async () => {
    const log = await join();
    await (await join({ signer: ada })).append(accepted("c1", ["a"]));

    expect(await caught(log.append(accepted("c2", ["b"])))).toMatchObject({
      message: expect.stringContaining("signed"),
    });
    await agree(log);
  });
});

describe("moving a log up", () => {
  it("signs every message of it, and goes on where it was broken off", async () => {
    const log = createMemoryLog({ now });
    for (let number = 1; number <= 500; number += 1) {
      await log.append(accepted(`c${number}`, ["a", "b", "c"]));
    }
    const breaking = new AbortController();
    const onProgress = (done: number) => done >= 900 && breaking.abort(new Error("broken off"));
    await expect(
      moveLogUp(log, shared.stream, { signer: ada, signal: breaking.signal, onProgress }),
    ).rejects.toThrow("broken off");
    const [first] = await log.read({ to: at(3), direction: "backwards" });
    await publish(message("unsigned", "d", first as Head));

    await moveLogUp(log, shared.stream, { signer: ada });

    const newcomer = await join();
    expect(await observe(newcomer)).toEqual(await observe(log));
    expect(newcomer.kept().authors).toEqual([{ ...ada.author, since: 1 }]);
  });
});

describe("a browser that knows no Ed25519", () => {
  it("says so, and changes nothing of what it has", async () => {
    await (await join({ signer: ada })).append(accepted("c1", ["a"]));
    vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new Error("NotSupportedError"));
    const replica = createMemoryLog({ now });

    const error = await caught(join({ replica }));

    expect(error).toMatchObject({
      name: "SharedLogError",
      message: "This browser cannot check the signatures of the shared log.",
      advice: expect.stringContaining("Firefox from 129"),
    });
    expect(await replica.read()).toEqual([]);
  });

  it("reads and writes a log that nobody signed", async () => {
    vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new Error("NotSupportedError"));
    const log = await join();
    await log.append(accepted("c1", ["a"]));
    await vi.waitFor(async () => expect(placesOf(await log.read())).toEqual(["a@1"]), PATIENT);
  });
});

async function theHead(): Promise<Head> {
  return (await join()).head();
}

function headIn(payload: Uint8Array): Head {
  const { record } = JSON.parse(text(payload));
  return headOf(record);
}
