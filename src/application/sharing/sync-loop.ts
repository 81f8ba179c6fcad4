import type { Follower } from "../../eventlog/consumers/subscription.ts";
import {
  isSharedLogError,
  type SharedLogError,
  type SharedLogProblem,
  sayError,
} from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import type { Admission } from "../../eventlog/replication/admission-policy.ts";
import type { Outbox } from "../../eventlog/replication/outbox.ts";
import type {
  KnownOfLink,
  OpenSharedLink,
  SharedLink,
} from "../../eventlog/replication/shared-link.ts";
import type { LinkState } from "../store/sharing-state.ts";
import type { PendingTail } from "./optimistic-tail.ts";
import { type OutboxSenderDependencies, sendOutbox } from "./outbox-sender.ts";

/** What keeping a replica in step needs. */
export interface SyncDependencies {
  readonly replica: EventLog;
  readonly follower: Follower;
  readonly outbox: Outbox;
  readonly tail: PendingTail;
  readonly openLink: OpenSharedLink;
  /** The rules that every copy of the book keeps. */
  readonly admission: Admission;
  /** Told whenever the link changes. */
  onLink(state: LinkState, known?: KnownOfLink): void;
  onAnswer: OutboxSenderDependencies["onAnswer"];
  /** Told of every link as it is opened. */
  onOpen(link: SharedLink): void;
  /** Resolves when it is worth trying again, after `milliseconds` at the latest. */
  rest(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
}

/** Milliseconds before the first try after a link was lost, and at most before any other. */
const FIRST_REST = 250;
const LONGEST_REST = 5_000;

/** How much longer each rest is than the one before: servers that elect a leader are back within ten seconds. */
const GROWTH = 1.5;

/** Milliseconds before an engine that refused is asked again. */
const AFTER_REFUSAL = 30_000;

/**
 * Keeps a replica in step with its shared log until `signal` says to stop: takes over what others write, sends what waits, and begins
 * anew whenever the link is lost. A replica that is not what the others have is left alone: nothing of it gets better by trying.
 */
export async function syncBook(dependencies: SyncDependencies): Promise<void> {
  const { onLink, rest, signal } = dependencies;
  for (let failures = 0; !signal.aborted; failures += 1) {
    const error = await syncOnce(dependencies, () => {
      failures = 0;
    });
    if (signal.aborted) return;
    const state = linkStateOf(error);
    onLink(state);
    // No other tab is to try either: they wait until this one is closed.
    if (state.kind === "parted") return untilAborted(signal);
    await rest(state.kind === "offline" ? restAfter(failures) : AFTER_REFUSAL, signal);
  }
}

// Those who lost a server at the same moment do not all come back at the same moment.
function restAfter(failures: number): number {
  return Math.min(FIRST_REST * GROWTH ** failures, LONGEST_REST) * (0.5 + Math.random() / 2);
}

/** Syncs for as long as one link lasts. Resolves to what ended it. */
async function syncOnce(dependencies: SyncDependencies, onLinked: () => void): Promise<unknown> {
  const { replica, openLink, admission, onLink, signal } = dependencies;
  const broken = new AbortController();
  const stop = (): void => broken.abort(signal.reason);
  signal.addEventListener("abort", stop);
  let link: SharedLink | undefined;
  try {
    link = await openLink(replica, admission);
    onLinked();
    dependencies.onOpen(link);
    const { role, clockAhead, authors, misdated, author } = link;
    onLink({ kind: "synced" }, { role, clockAhead, authors, misdated, author });
    link.onKnown((known) => {
      if (!broken.signal.aborted) onLink({ kind: "synced" }, known);
    });
    link.over.then((reason) => broken.abort(reason));
    await sendOutbox({ ...dependencies, link, signal: broken.signal });
    return undefined;
  } catch (error) {
    return error;
  } finally {
    signal.removeEventListener("abort", stop);
    broken.abort();
    link?.close();
  }
}

const STATES: { readonly [Problem in SharedLogProblem]?: "parted" | "locked" } = {
  parted: "parted",
  "unknown-user": "locked",
};

function linkStateOf(error: unknown): LinkState {
  if (!isRefusal(error)) return { kind: "offline" };
  return { kind: STATES[error.problem] ?? "refused", message: sayError(error) };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
}

function isRefusal(error: unknown): error is SharedLogError {
  return isSharedLogError(error) && error.problem !== "unreachable";
}
