import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { type Hash, type JsonObject, type Position, positionAfter } from "../envelope.ts";
import { CorruptLogError } from "../errors.ts";
import type { CommandRecord, Commit } from "../records.ts";
import { checksumOf } from "./checksum.ts";
import { openPacked, type PackedEvents, packEvents } from "./event-page.ts";
import { openValues, packValues } from "./packed-values.ts";

/** A page as it is stored: what every reader needs. */
export interface PageRecord {
  readonly bytes: Uint8Array;
  /** Of the bytes, to notice rot at once; tampering is for the hashes to show. */
  readonly checksum: number;
}

/** What belongs to a page and few readers need: the hash of each event, and the command of each commit. */
export interface ProofRecord {
  readonly hashes: Uint8Array;
  /** Packed command records, `null` where only the events travelled here. */
  readonly commands: Uint8Array;
}

const HASH_BYTES = 32;

/** Packs commits that follow each other into a page and its proof. */
export function sealPage(commits: readonly Commit[]): { page: PageRecord; proof: ProofRecord } {
  const { bytes } = packEvents(commits);
  const hashes = commits.flatMap(({ events }) => events.map(({ hash }) => hash));
  return {
    page: { bytes, checksum: checksumOf(bytes) },
    proof: {
      hashes: hexToBytes(hashes.join("")),
      commands: packCommands(commits.map(({ command }) => command)),
    },
  };
}

/** Opens a stored page. @throws CorruptLogError when the record is not what was put there. */
export function openPage(record: unknown, key: Position): PackedEvents {
  const { bytes, checksum } = (record ?? {}) as Partial<PageRecord>;
  if (!(bytes instanceof Uint8Array) || checksumOf(bytes) !== checksum) {
    throw new CorruptLogError(key, "its page cannot be read");
  }
  return guarded(key, () => {
    const page = openPacked(bytes);
    if (page.first !== key || page.count === 0) throw new RangeError("It is another page.");
    return page;
  });
}

/**
 * The commits of a page that hold positions from `from` to `to`, whole.
 * @throws CorruptLogError when page and proof do not fit together.
 */
export function commitsOf(
  page: PackedEvents,
  proof: unknown,
  from: Position,
  to: Position,
): Commit[] {
  const { hashes, commands } = (proof ?? {}) as Partial<ProofRecord>;
  const isWhole = hashes instanceof Uint8Array && hashes.length === page.count * HASH_BYTES;
  if (!isWhole || !(commands instanceof Uint8Array)) {
    throw new CorruptLogError(page.first, "the proof of its page cannot be read");
  }
  return guarded(page.first, () => {
    const records = openValues(commands);
    const commits: Commit[] = [];
    for (const [begin, end] of spansOfCommits(page)) {
      if (positionAfter(page.first, begin) > to) break;
      if (positionAfter(page.first, end - 1) < from) {
        records.skip();
        continue;
      }
      const events = Array.from({ length: end - begin }, (_, index) => {
        const place = begin + index;
        const bytes = hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
        return { ...page.event(place), hash: bytesToHex(bytes) as Hash };
      });
      const command = records.next() as JsonObject | null;
      commits.push({
        ...(command && { command: command as unknown as CommandRecord }),
        events: events as unknown as Commit["events"],
      });
    }
    return commits;
  });
}

/**
 * The command of each commit of a page, by the commit's first position, in order.
 * @throws CorruptLogError when page and proof do not fit together.
 */
export function commandsOf(
  page: PackedEvents,
  proof: unknown,
): Map<Position, CommandRecord | undefined> {
  const { commands } = (proof ?? {}) as Partial<ProofRecord>;
  if (!(commands instanceof Uint8Array)) {
    throw new CorruptLogError(page.first, "the proof of its page cannot be read");
  }
  return guarded(page.first, () => {
    const records = openValues(commands);
    const found = new Map<Position, CommandRecord | undefined>();
    for (const [begin] of spansOfCommits(page)) {
      const command = (records.next() ?? undefined) as unknown as CommandRecord | undefined;
      found.set(positionAfter(page.first, begin), command);
    }
    return found;
  });
}

/** A page's proof with other commands, one for each of its commits. */
export function withCommands(
  { hashes }: ProofRecord,
  commands: readonly (CommandRecord | undefined)[],
): ProofRecord {
  return { hashes, commands: packCommands(commands) };
}

function packCommands(commands: readonly (CommandRecord | undefined)[]): Uint8Array {
  return packValues(commands.map((command) => (command ? { ...command } : null)));
}

function* spansOfCommits({ count, glance }: PackedEvents): Iterable<readonly [number, number]> {
  let begin = 0;
  for (let place = 1; place <= count; place += 1) {
    if (place < count && !glance(place).beginsCommit) continue;
    yield [begin, place];
    begin = place;
  }
}

function guarded<Result>(first: Position, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CorruptLogError(first, "its page cannot be read");
  }
}
