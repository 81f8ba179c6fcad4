import type { BookId } from "../../domain/ids.ts";
import type { CommandId } from "../../eventlog/envelope.ts";
import { sayError } from "../../eventlog/errors.ts";
import type { MovingOptions } from "../../eventlog/replication/replicated-log.ts";
import {
  type SharedAddress,
  secretOf,
  withSecret,
} from "../../eventlog/replication/server-address.ts";
import type { SharedEngine } from "../../eventlog/replication/shared-engine.ts";
import type { BookCatalog, BookEntry } from "../books/book-catalog.ts";
import { oneBookOnly } from "../books/one-book-only.ts";
import type { BookSession } from "../session/book-session.ts";
import { keepUnderWay } from "../session/under-way.ts";
import { moving } from "../store/read-only-reason.ts";
import type { TabsOfBook } from "./leader-tab.ts";
import { LAST_MOMENT, leaveSharedLog } from "./leave-shared-log.ts";
import { MissingSecretError, type SecretKeeper } from "./secret-keeper.ts";
import type { SharedSession } from "./shared-session.ts";

/** What a person can do to have a book in common with others. Whatever succeeds opens the book anew. */
export interface BookSharing {
  /**
   * Brings the open book to where others can join it.
   * @throws SharedLogError when that fails: the book is as it was, and goes on where it was broken off.
   */
  share(address: SharedAddress, options?: MovingOptions): Promise<void>;
  /**
   * Goes on with a sharing that was broken off with the page.
   * @throws MissingSecretError where the password is not on this device and was not given.
   * @throws SharedLogError when that fails.
   */
  goOn(options?: MovingOptions & Partial<GivenSecret>): Promise<void>;
  /**
   * Gives up a sharing or a leaving that was broken off: the book stays one of this browser alone,
   * or one that is shared.
   */
  giveUp(): Promise<void>;
  /** Opens a book that others have shared, beside those of this browser. @throws SharedLogError when nobody lets this user in. */
  join(address: SharedAddress, name: string): Promise<void>;
  /** Parts from the others, and keeps all that is here, what waits to be sent too. */
  leave(): Promise<void>;
  /** Joins the same shared book once more, beside the open one. */
  joinAgain(name: string): Promise<void>;
  /** Signs in to the open book. */
  unlock(given: GivenSecret): Promise<void>;
  /** Takes a command off the list whose refusal was read. */
  dismiss(id: CommandId): Promise<void>;
  /** Shows from now on what somebody else looks at, until the person moves by themselves; nobody's when left out. */
  follow(id?: string): void;
}

/** A password or seed that the person typed. */
export interface GivenSecret {
  readonly secret: string;
  /** Whether it is kept on this device, sealed. */
  readonly isKept: boolean;
}

/** What sharing needs. */
export interface BookSharingDependencies {
  readonly session: BookSession;
  /** Where the open book is shared already. */
  readonly shared: (SharedSession & { readonly secrets: SecretKeeper }) | undefined;
  readonly catalog: BookCatalog;
  readonly tabs: TabsOfBook;
  /**
   * Has `move` bring the book's log elsewhere while nobody writes to it; takes it back where that
   * throws.
   */
  handOver(id: BookId, move: () => Promise<void>): Promise<void>;
  loadEngine(id: BookId): Promise<SharedEngine>;
  newEntry(name: string): BookEntry;
  openBook(id: BookId): void;
  /** Has a secret that is kept nowhere outlast the opening of its book. */
  carrySecret(id: BookId, secret: string): Promise<void>;
}

/** Makes the ways into a shared book, and out of it. */
export function createBookSharing(dependencies: BookSharingDependencies): BookSharing {
  const { session, shared, catalog, tabs, loadEngine, openBook } = dependencies;
  const book = (): BookEntry => session.store.getState().book;

  const carry = async (id: BookId, { asksSecret, credentials }: SharedAddress): Promise<void> => {
    const secret = secretOf(credentials);
    if (asksSecret && secret !== undefined) await dependencies.carrySecret(id, secret);
  };

  const openAnew = (id: BookId): void => {
    tabs.tell({ kind: "moved" });
    openBook(id);
  };

  const join = async (address: SharedAddress, name: string): Promise<void> => {
    if (session.store.getState().keeping === "memory") throw oneBookOnly();
    const entry = dependencies.newEntry(name);
    const engine = await loadEngine(entry.id);
    await engine.visit(address);
    await catalog.add(entry, address);
    await carry(entry.id, address);
    openBook(entry.id);
  };

  const bring = async (address: SharedAddress, options?: MovingOptions): Promise<void> => {
    const { id } = book();
    const engine = await loadEngine(id);
    await engine.moveUp(address, session.log, options);
    tabs.tell({ kind: "moving" });
    session.close(moving(session.history.head().position));
    try {
      // What came at the last moment, here or in another tab, is moved too.
      await new Promise((resolve) => setTimeout(resolve, LAST_MOMENT));
      await dependencies.handOver(id, async () => {
        await engine.moveUp(address, session.log, options);
        await catalog.share(id, { ...address, isBrought: true });
      });
      // What cannot be carried is asked for.
      await carry(id, address).catch(() => {});
    } catch (error) {
      // The book is opened anew, as it was. To go on by itself there could fail without end.
      const failure = sayError(error);
      await catalog.intend(id, { kind: "sharing", address, failure }).catch(() => {});
    }
    openAnew(id);
  };

  // One tab at a time brings a book. The one that keeps a shared book in step has the same lock for
  // as long as it is open, so that it is not asked for where another tab has shared the book.
  const whileUnshared = async (
    options: MovingOptions,
    work: (entry: BookEntry) => Promise<void>,
  ): Promise<void> => {
    const { id } = book();
    const bringOrOpen = async (next: (entry: BookEntry) => Promise<void>): Promise<void> => {
      const entry = await catalog.find(id);
      if (entry && !entry.shared) await next(entry);
      else openBook(id);
    };
    await bringOrOpen(() =>
      tabs.alone(() => bringOrOpen(work), options.signal ?? new AbortController().signal),
    );
  };

  return {
    async share(address, options = {}) {
      if (session.store.getState().keeping === "memory") throw oneBookOnly();
      const share = async ({ id }: BookEntry): Promise<void> => {
        await catalog.intend(id, { kind: "sharing", address });
        try {
          await bring(address, options);
        } catch (error) {
          await catalog.intend(id, undefined).catch(() => {});
          throw error;
        }
      };
      await keepUnderWay(() => whileUnshared(options, share));
    },
    async goOn(options = {}) {
      const { id, intention, shared: isShared } = book();
      if (intention?.kind !== "sharing" || isShared) return;
      const isOpen = intention.address.credentials.kind === "none";
      const secret = options.secret ?? (await catalog.openSecret(id, intention.address));
      if (secret === undefined && !isOpen) throw new MissingSecretError();
      const address = withSecret(intention.address, secret ?? "", options.isKept ?? true);
      const goOn = async (entry: BookEntry): Promise<void> => {
        const isGivenUp = entry.intention?.kind !== "sharing";
        // Another tab has failed meanwhile: that is said, and this one goes on by hand.
        const hasFailed = entry.intention?.kind === "sharing" && entry.intention.failure;
        if (isGivenUp || (hasFailed && !intention.failure)) openBook(id);
        else await bring(address, options);
      };
      await keepUnderWay(() => whileUnshared(options, goOn));
    },
    async giveUp() {
      const { id } = book();
      await catalog.intend(id, undefined);
      openAnew(id);
    },
    join,
    async leave() {
      if (!shared) return;
      const { id } = book();
      const { takeInWaiting } = shared;
      await catalog.intend(id, { kind: "leaving" });
      session.close(moving(session.history.head().position));
      shared.end();
      // Whatever ends this early: the book is opened anew, and goes on with it.
      const leaveAll = () => leaveSharedLog({ id, catalog, tabs, takeInWaiting });
      await keepUnderWay(leaveAll).catch(() => {});
      openBook(id);
    },
    async joinAgain(name) {
      if (shared) await join(await shared.secrets.address(), name);
    },
    async unlock({ secret, isKept }) {
      const { id, shared: kept } = book();
      if (!shared || !kept) return;
      const address = withSecret(kept, secret, isKept);
      shared.secrets.give(address);
      await catalog.changeSecret(id, address);
    },
    dismiss: async (id) => shared?.dismiss(id),
    follow: (id) => shared?.follow(id),
  };
}
