import { afterEach, beforeEach, expect } from "vitest";
import { createNatsStream } from "../../../src/eventlog/nats/create-stream.ts";
import { subjectOf } from "../../../src/eventlog/replication/server-address.ts";
import { eventually } from "../../eventually.ts";
import { type Served, serveNats } from "../../nats/serve-nats.ts";
import { openAs, type Person, type PersonOptions } from "./person.ts";

/** People around a shared book, which is a new one in each test. */
export interface People extends Served {
  /** The book's name. */
  readonly name: string;
  /** Opens the book in a browser of its own; resolves once it is known whether the others can be reached. */
  openAs(options?: Partial<PersonOptions>): Promise<Person>;
}

/**
 * Gives each test of the file that calls this a shared book, and closes it behind it for everybody.
 * @param more as for `serveNats`.
 */
export function servePeople(more?: string): People {
  const served = serveNats(more);
  let name: string;
  let people: Person[];
  beforeEach(async () => {
    name = `book-${crypto.randomUUID()}`;
    people = [];
    await createNatsStream(served.owner, { name, subject: subjectOf(name) });
  });
  afterEach(() => {
    for (const { kill } of people) kill();
  });
  return {
    get server() {
      return served.server;
    },
    get owner() {
      return served.owner;
    },
    get name() {
      return name;
    },
    async openAs(options = {}) {
      const person = await openAs({ server: served.server.address, name, ...options });
      people.push(person);
      await eventually(() => expect(person.sharing().link.kind).not.toBe("connecting"));
      return person;
    },
  };
}

/** Waits until everybody has sent everything and stands at one fingerprint. */
export async function untilAgreed(...all: readonly Person[]): Promise<void> {
  await eventually(async () => {
    const heads = await Promise.all(all.map(({ kept }) => kept.replica.head()));
    expect(new Set(heads.map(({ hash }) => hash)).size).toBe(1);
    for (const person of all) {
      expect(person.kept.outbox.items().filter(({ refusedLater }) => !refusedLater)).toEqual([]);
      expect(person.session.history.head()).toEqual(heads[0]);
      expect(person.sharing()).toMatchObject({ link: { kind: "synced" }, waiting: 0 });
    }
  });
}

/** What a person gives who registers a client. */
export function register(username: string, more = {}) {
  return { type: "RegisterClient", username, ...more };
}
