import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import { writeOcel } from "../../src/application/files/export-ocel.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { parseInstant } from "../../src/eventlog/util/rfc3339.ts";
import { northwindCommands } from "../../src/formats/northwind-sample.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { eventually } from "../eventually.ts";
import { HOSTILE_STRINGS } from "../fixtures/hostile-strings.ts";
import { createOutside, openSession } from "./open-session.ts";

interface Relation {
  readonly objectId: string;
  readonly qualifier: string;
}
interface Value {
  readonly name: string;
  readonly value: string;
  readonly time?: string;
}
interface Thing {
  readonly id: string;
  readonly type: string;
  readonly time?: string;
  readonly attributes: readonly Value[];
  readonly relationships: readonly Relation[];
}
interface DeclaredType {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}
interface Ocel {
  readonly eventTypes: readonly DeclaredType[];
  readonly objectTypes: readonly DeclaredType[];
  readonly events: readonly Thing[];
  readonly objects: readonly Thing[];
}

const fixture = (path: string) =>
  readFileSync(new URL(`../fixtures/ocel/${path}`, import.meta.url), "utf8");
const ajv = new Ajv({ allErrors: true });
ajv.addFormat("date-time", (text: string) => parseInstant(text) !== undefined);
const isValid = ajv.compile(JSON.parse(fixture("ocel20-schema.json")));

/** What is wrong with a log by the schema of the standard. */
function schemaFaults(log: unknown): string[] {
  isValid(log);
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const FORMS: Readonly<Record<string, RegExp>> = {
  string: /^[\s\S]*$/,
  integer: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?$/,
};

/** What is wrong with a log beyond its shape: names twice, things that are not there, values that are not what they are declared. */
function referenceFaults({ eventTypes, objectTypes, events, objects }: Ocel): string[] {
  const faults: string[] = [];
  const there = new Set(objects.map(({ id }) => id));
  const look = (things: readonly Thing[], types: readonly DeclaredType[]): void => {
    const names = new Set<string>();
    for (const { id, type, attributes, relationships } of things) {
      if (names.has(id)) faults.push(`${id} is there twice`);
      names.add(id);
      const declared = types.find(({ name }) => name === type);
      if (!declared) faults.push(`${id} is of no declared type`);
      const pairs = relationships.map(({ objectId, qualifier }) => `${objectId} ${qualifier}`);
      if (new Set(pairs).size < pairs.length) faults.push(`${id} is related to one thing twice`);
      for (const { objectId } of relationships) {
        if (!there.has(objectId)) faults.push(`${id} is related to ${objectId}, which is nowhere`);
      }
      const moments = attributes.map(({ name, time }) => `${name} ${time}`);
      if (new Set(moments).size < moments.length) faults.push(`${id} has two values at once`);
      for (const { name, value } of attributes) {
        const form = declared?.attributes.find((attribute) => attribute.name === name)?.type;
        if (!FORMS[form ?? ""]?.test(value)) faults.push(`${id}: ${name} cannot be “${value}”`);
      }
    }
  };
  look(events, eventTypes);
  look(objects, objectTypes);
  return faults;
}

async function exported(history: History, at: Position = history.head().position) {
  const steps = writeOcel(history, at);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const text = await step.value.text();
    return { text, log: JSON.parse(text) as Ocel };
  }
}

const MAY = Date.parse("2026-05-01T08:00:00Z");
const line = (productCode: string, quantity: number) => ({
  ...{ productCode, quantity, unitPrice: 450 },
});

/** Registered, ordered, changed, paid from the wallet, cancelled and so refunded. */
async function openBook() {
  const session = await openSession();
  session.runWorkflows();
  const commands = [
    {
      ...{ type: "RegisterClient", clientId: "ada", username: "ada", name: "Ada" },
      ...{ password: "secret", email: "ada@example.org", address: "Ockham\nSurrey" },
    },
    { type: "CreditWallet", client: "ada", amount: 10_000 },
    { type: "PlaceOrder", orderId: "1", client: "ada", lines: [line("TEA", 1), line("TEA", 2)] },
    { type: "ChangeOrderLines", orderId: "1", lines: [line("CUP", 3)] },
    { type: "PayOrder", orderId: "1" },
    { type: "CancelOrder", orderId: "1", reason: "Too late" },
    { type: "ChangeClient", client: "ada", name: "Ada L.", email: "", address: "London" },
  ];
  for (const [index, command] of commands.entries()) {
    const occurredAt = MAY + index * 3_600_000;
    const result = await session.bus.dispatch({ ...command, occurredAt });
    expect(result).toMatchObject({ accepted: true });
    await eventually(() => {
      const { position } = session.history.head();
      const pending = session.history.checkouts.rows(position).filter((row) => row.pending);
      expect(pending).toEqual([]);
    });
  }
  return session;
}

const object = ({ objects }: Ocel, id: string) => objects.find((thing) => thing.id === id);
const valuesOf = (thing: Thing | undefined, field: string) =>
  thing?.attributes
    .filter(({ name }) => name === field)
    .map(({ value, time }) => `${value} since ${time?.slice(11, 16)}`);

describe("a book as an object-centric event log", () => {
  it("holds every event, and every record with its values over time", async () => {
    const { history } = await openBook();
    const { log } = await exported(history);
    expect(schemaFaults(log)).toEqual([]);
    expect(referenceFaults(log)).toEqual([]);
    expect(log.events).toHaveLength(history.head().position);

    const order = object(log, "order-1");
    expect(valuesOf(order, "status")).toEqual([
      "placed since 10:00",
      "paid since 12:00",
      "cancelled since 13:00",
    ]);
    expect(valuesOf(order, "total")).toEqual(["13.50 since 10:00"]);
    expect(order?.relationships).toEqual([
      { objectId: "client-ada", qualifier: "placed by" },
      { objectId: "product-CUP", qualifier: "contains" },
    ]);
    const wallet = object(log, "wallet-ada");
    expect(valuesOf(wallet, "balance")).toEqual([
      ...["100.00 since 09:00", "86.50 since 12:00", "100.00 since 13:00"],
    ]);
    const client = object(log, "client-ada");
    expect(valuesOf(client, "name")).toEqual(["Ada since 08:00", "Ada L. since 14:00"]);
    expect(valuesOf(client, "email")).toEqual(["ada@example.org since 08:00", " since 14:00"]);
    expect(valuesOf(client, "address")).toEqual([
      ...["Ockham\nSurrey since 08:00", "London since 14:00"],
    ]);
    expect(log.objects.map(({ id }) => id)).toEqual([
      ...["client-ada", "order-1", "wallet-ada"],
      ...["product-TEA", "product-CUP"],
    ]);
  });

  it("says of each event what it is about, and in which way", async () => {
    const { log } = await exported((await openBook()).history);
    const told = (type: string) => {
      const event = log.events.find((candidate) => candidate.type === type);
      return event?.relationships.map(({ objectId, qualifier }) => `${qualifier} ${objectId}`);
    };
    expect(told("OrderPlaced")).toEqual([
      ...["about order-1", "placed by client-ada", "contains product-TEA"],
    ]);
    expect(told("WalletDebited")).toEqual([
      ...["about wallet-ada", "belongs to client-ada", "pays for order-1"],
    ]);
    expect(log.events.at(-2)?.relationships.at(-1)).toEqual({
      objectId: "order-1",
      qualifier: "refunds",
    });
    expect(told("UsernameReserved")).toEqual(["about client-ada"]);
    expect(told("BookOpened")).toEqual([]);
  });

  it("knows nothing of what came after the moment on the screen", async () => {
    const { history } = await openBook();
    const { log } = await exported(history, 7 as Position);
    expect(referenceFaults(log)).toEqual([]);
    expect(log.events.map(({ type }) => type).at(-1)).toBe("OrderPlaced");
    expect(valuesOf(object(log, "order-1"), "status")).toEqual(["placed since 10:00"]);
    expect(object(log, "product-CUP")).toBeUndefined();
    const { log: none } = await exported(history, 0 as Position);
    expect(schemaFaults(none)).toEqual([]);
    expect([none.events, none.objects]).toEqual([[], []]);
  });

  it("lets no password and no key of the book out", async () => {
    const { history } = await openBook();
    const { text } = await exported(history);
    expect(text).not.toMatch(/argon2id|secret/);
    expect(text).not.toContain("ab".repeat(32));
  });

  it("keeps what this version does not know, and relates to nothing that is not there", async () => {
    const { log: recorded } = await openBook();
    const events = (await recorded.read()).map((event, index) => {
      if (event.type === "OrderPlaced") return { ...event, schemaVersion: 99 };
      return index === 0 ? { ...event, type: "org.example.Sneezed" } : event;
    });
    const history = createHistory();
    history.add(events);
    const { log } = await exported(history);
    expect(schemaFaults(log)).toEqual([]);
    expect(referenceFaults(log)).toEqual([]);
    expect(log.events[0]).toMatchObject({ type: "org.example.Sneezed", relationships: [] });
    const cancelled = log.events.find(({ type }) => type === "OrderCancelled");
    expect(cancelled?.relationships).toEqual([]);
    expect(object(log, "order-1")).toBeUndefined();
  });

  it("survives whatever things are called", async () => {
    const { bus, history } = await openSession();
    const names = Object.values(HOSTILE_STRINGS);
    for (const [index, name] of names.entries()) {
      await bus.dispatch({ type: "RegisterClient", clientId: `c-${index}`, username: `u${name}` });
      const lines = [line(`p${name}`.slice(0, 99), 1)];
      await bus.dispatch({ type: "PlaceOrder", client: `c-${index}`, lines });
    }
    const { log } = await exported(history);
    expect(schemaFaults(log)).toEqual([]);
    expect(referenceFaults(log)).toEqual([]);
    expect(log.objects.filter(({ type }) => type === "order").length).toBeGreaterThan(20);
  });
});

describe("the sample as an object-centric event log", () => {
  const sample = (name: string): string =>
    readFileSync(new URL(`../../public/samples/northwind/${name}.csv`, import.meta.url), "utf8");
  let log: Ocel;

  beforeAll(async () => {
    const commands = northwindCommands({
      customers: sample("customers"),
      orders: sample("orders"),
      orderDetails: sample("order_details"),
      products: sample("products"),
    });
    const fetchSample = async () => commands;
    const session = await openSession(undefined, { ...createOutside(), fetchSample });
    await session.sample.load();
    ({ log } = await exported(session.history));
  });

  it("is what the standard wants, and refers to nothing that is not in it", () => {
    expect(schemaFaults(log)).toEqual([]);
    expect(referenceFaults(log)).toEqual([]);
    const count = (wanted: string) => log.objects.filter(({ type }) => type === wanted).length;
    expect(["client", "order", "product"].map(count)).toEqual([91, 830, 77]);
    expect(log.events.filter(({ type }) => type === "OrderShipped")).toHaveLength(809);
  });

  it.each<[string, (log: Ocel) => unknown]>([
    ["without its types", ({ eventTypes: _, ...rest }) => rest],
    ["with an event that has no time", (whole) => changed(whole, { time: undefined })],
    ["with a time that is none", (whole) => changed(whole, { time: "1998-02-30T00:00:00Z" })],
    [
      "with a number for a text",
      (whole) => changed(whole, { attributes: [{ name: "a", value: 1 }] }),
    ],
    [
      "with a relation to nothing",
      (whole) => changed(whole, { relationships: [{ qualifier: "x" }] }),
    ],
  ])("is refused by the schema %s", (_, spoil) => {
    expect(schemaFaults(spoil(log))).not.toEqual([]);
  });

  it.each<[string, object]>([
    ["names what is not there", { relationships: [{ objectId: "client-x", qualifier: "" }] }],
    ["has the id of another one", { id: undefined }],
    ["is of a type nobody declared", { type: "Sneezed" }],
    ["tells what nobody declared", { attributes: [{ name: "mood", value: "good" }] }],
    ["has a number that is none", { attributes: [{ name: "position", value: "last" }] }],
  ])("is refused by its references where an event %s", (_, part) => {
    const id = "id" in part ? log.events[1]?.id : log.events[0]?.id;
    expect(referenceFaults(changed(log, { ...part, id }))).not.toEqual([]);
  });
});

/** The log with other values in its first event. */
function changed(log: Ocel, part: object): Ocel {
  const [first, ...events] = log.events;
  return { ...log, events: [{ ...first, ...part } as Thing, ...events] };
}
