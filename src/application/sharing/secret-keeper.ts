import { SharedLogError } from "../../eventlog/errors.ts";
import {
  type KeptAddress,
  type SharedAddress,
  secretOf,
  withSecret,
} from "../../eventlog/replication/server-address.ts";
import type { TabsOfBook } from "./leader-tab.ts";

/** The secret with which this browser comes in to a shared book, as long as the page is open. */
export interface SecretKeeper {
  /** The address with its secret. @throws MissingSecretError where the person has to be asked. */
  address(): Promise<SharedAddress>;
  /** Takes what the person typed, for all tabs that have the book open. */
  give(address: SharedAddress): void;
  /**
   * Resolves as soon as another secret is given than `address` told last, here or in another tab.
   */
  given(): Promise<void>;
}

interface SecretKeeperDependencies {
  readonly address: KeptAddress;
  readonly tabs: Pick<TabsOfBook, "tell" | "onNews">;
  /** Opens what is kept on this device; undefined where nothing is, or its key is lost. */
  openKept(): Promise<string | undefined>;
  /** What was typed before the page was loaded anew, once; undefined where nothing was. */
  takeCarried(): Promise<string | undefined>;
}

/** The secret of a shared book is not kept on this device, or cannot be opened any more. */
export class MissingSecretError extends SharedLogError {
  constructor() {
    super(
      "unknown-user",
      "The password of this shared book is not on this device.",
      "What you do is saved here, and sent once you type the password on the screen “Sharing”.",
    );
  }
}

/** Finds the secret of a shared book: given by the person, kept here, or told by another tab. */
export function createSecretKeeper(dependencies: SecretKeeperDependencies): SecretKeeper {
  const { address, tabs, openKept, takeCarried } = dependencies;
  const isKept = "sealed" in address.credentials || secretOf(address.credentials) !== undefined;
  let typed: SharedAddress | undefined;
  let told: SharedAddress | undefined;
  let wake = (): void => {};
  let wakeFinding = (): void => {};

  const take = (given: SharedAddress): void => {
    typed = given;
    wake();
    wakeFinding();
  };
  const tell = (): void => {
    const secret = typed && secretOf(typed.credentials);
    if (secret !== undefined) tabs.tell({ kind: "secret", secret });
  };
  tabs.onNews((news) => {
    if (news.kind === "secret") take(withSecret(address, news.secret, isKept));
    // Of a tab that was just opened.
    if (news.kind === "asks" && typed?.asksSecret) tell();
  });
  let before: Promise<string | undefined> | undefined;
  const secretBefore = async (): Promise<string | undefined> =>
    (await openKept()) ?? (await takeCarried());

  const findTyped = async (): Promise<SharedAddress> => {
    before ??= secretBefore();
    const taken = new Promise<undefined>((resolve) => {
      wakeFinding = () => resolve(undefined);
    });
    const secret = await Promise.race([before, taken]);
    if (typed) return typed;
    if (secret === undefined) throw new MissingSecretError();
    return withSecret(address, secret, isKept);
  };

  return {
    async address() {
      if (!typed && address.credentials.kind === "none") return withSecret(address, "", isKept);
      typed ??= await findTyped();
      told = typed;
      return typed;
    },
    give(given) {
      take(given);
      tell();
    },
    given: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (typed !== told) resolve();
      }),
  };
}
