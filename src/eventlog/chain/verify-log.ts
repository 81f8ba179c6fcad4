import {
  EMPTY_HEAD,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
} from "../envelope.ts";
import { isCorruptLogError } from "../errors.ts";
import type { ChainCheck, EventLog, VerifyOptions } from "../event-log.ts";
import { createBreathing } from "../util/yield-to-main.ts";
import { fieldsOf, takeFunction } from "../validation/check-fields.ts";
import { checkChain } from "./hash-chain.ts";
import { loadFastSha256, type Sha256, sha256 } from "./sha256.ts";

/** Events read and hashed in one go. */
const PAGE = 4_096;

/** What checking needs of a log. */
export type Readable = Pick<EventLog, "head" | "read">;

/** Where to begin, and who looks on. */
export interface CheckOptions extends VerifyOptions {
  /** An event before which everything is taken on trust; the beginning of the log when left out. */
  readonly from?: Head;
  /** Is shown every event that was found good, in order. */
  readonly alongside?: (events: readonly RecordedEvent[]) => Promise<void>;
}

/**
 * Walks the stored events from `from` to the end and holds the end against what the log says of it. Appends may go on
 * meanwhile: what comes after the end at the call is not looked at.
 */
export async function checkStored(log: Readable, options: CheckOptions = {}): Promise<ChainCheck> {
  fieldsOf(options, "options", ["from", "onProgress", "signal", "alongside"]);
  const { from = EMPTY_HEAD, onProgress, signal, alongside } = options;
  if (onProgress !== undefined) takeFunction(onProgress, "options.onProgress");
  const end = await log.head();
  const isLong = end.position - from.position > PAGE;
  const digest = isLong ? await loadFastSha256() : sha256;
  const breathe = createBreathing();
  let reached = from;
  while (reached.position < end.position) {
    signal?.throwIfAborted();
    const to = Math.min(positionAfter(reached.position, PAGE), end.position) as Position;
    const page = await checkPage(log, { reached, to, digest, alongside });
    if (!page.ok) return page;
    if (page.head.position === reached.position) {
      const reason = `it is missing, though the log reaches to ${end.position}`;
      return bad(reached, reason);
    }
    reached = page.head;
    onProgress?.(reached.position, end.position);
    // Where there is no worker, the page can draw in between.
    await breathe();
  }
  return checkEnd(log, reached, end);
}

interface PageCheck {
  readonly alongside: CheckOptions["alongside"];
  readonly reached: Head;
  readonly to: Position;
  readonly digest: Sha256;
}

async function checkPage(
  log: Readable,
  { reached, to, digest, alongside }: PageCheck,
): Promise<ChainCheck> {
  const from = positionAfter(reached.position);
  try {
    const events = await log.read({ from, to });
    const check = checkChain(events, reached, digest);
    await alongside?.(events.slice(0, check.head.position - reached.position));
    return check;
  } catch (error) {
    if (!isCorruptLogError(error)) throw error;
    const { firstBad, reason } = error;
    const before = firstBad > from ? await log.read({ from, to: positionAfter(firstBad, -1) }) : [];
    const check = checkChain(before, reached, digest);
    return check.ok ? { ok: false, head: check.head, firstBad, reason } : check;
  }
}

async function checkEnd(log: Readable, reached: Head, end: Head): Promise<ChainCheck> {
  if (reached.hash !== end.hash) {
    return bad(reached, "the log's end was recorded with another fingerprint");
  }
  const beyond = await log.read({ from: positionAfter(reached.position), limit: PAGE });
  // Read after the events: whatever was appended in between is accounted for by now.
  const now = await log.head();
  if (beyond.length === 0 || now.position > reached.position) return { ok: true, head: reached };
  const chain = checkChain(beyond, reached);
  return bad(
    chain.head,
    `the log's end was recorded at ${end.position}, but events stand after it`,
  );
}

function bad(head: Head, reason: string): ChainCheck {
  return { ok: false, head, firstBad: positionAfter(head.position), reason };
}
