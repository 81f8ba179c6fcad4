import type { EpochMs } from "../../envelope.ts";

/** When the next look may begin, and how long the rest is after it. */
export interface Pause {
  readonly until: EpochMs;
  /** In milliseconds. */
  readonly rest: number;
}

/** Doubts whether a replica is right, and the looks that settle them. */
export interface Doubts {
  /** Somebody saw something else: it is looked into, though not again and again. */
  raise(): void;
  /** Whether one is still to be settled. */
  isOpen(): boolean;
  /** To be handed over to the doubts of the next link. */
  pause(): Pause;
  /**
   * Resolves once the look that is under way is over, or after a while: somebody else's error holds nobody up for long. Nothing is
   * to be waited for where there is none.
   */
  calm(): Promise<void> | undefined;
}

/** What settling doubts needs. */
export interface DoubtsOptions {
  /** Resolves to whether the replica is right. What it throws leaves the doubt open. */
  look(): Promise<boolean>;
  onWrong(): void;
  /**
   * Milliseconds between the end of the first look and the next: twice as long each time, up to an
   * hour.
   */
  readonly rest: number;
  /** Of an earlier link to the same log. */
  readonly pause?: Pause | undefined;
  readonly signal: AbortSignal;
}

/** Milliseconds for which a writer waits for a look at most. */
const LONGEST_WAIT = 2_000;

/**
 * Milliseconds of the longest rest, and of the quiet after which the next look is like the first.
 */
const HOUR = 3_600_000;

/**
 * Makes the doubts of one link. A look reads the whole log, so that whoever gives reason to doubt
 * without one, again and again, has it read a few times an hour at most.
 */
export function createDoubts({
  look,
  onWrong,
  rest: firstRest,
  signal,
  ...options
}: DoubtsOptions): Doubts {
  let raised = 0;
  let settled = 0;
  let pause: Pause = options.pause ?? { until: 0 as EpochMs, rest: firstRest };
  let looking: Promise<void> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting));

  const lookOnce = async (): Promise<void> => {
    const asked = raised;
    const isQuiet = Date.now() - pause.until > HOUR;
    const rest = isQuiet ? firstRest : pause.rest;
    let next = rest;
    try {
      if (!(await look())) return onWrong();
      settled = asked;
      next = Math.min(rest * 2, HOUR);
    } catch {
      // Nobody answered: it stays open.
    }
    looking = undefined;
    pause = { until: (Date.now() + rest) as EpochMs, rest: next };
    begin();
  };
  const begin = (): void => {
    if (raised === settled || looking || resting !== undefined || signal.aborted) return;
    const left = restLeft(pause);
    if (left === 0) {
      looking = lookOnce();
      return;
    }
    resting = setTimeout(() => {
      resting = undefined;
      begin();
    }, left);
  };

  return {
    raise() {
      raised += 1;
      begin();
    },
    isOpen: () => raised > settled,
    pause: () => pause,
    calm: () => looking && atMost(LONGEST_WAIT, looking),
  };
}

/**
 * Milliseconds before the next look may begin. A pause from before the clock was set back says
 * nothing.
 */
export function restLeft(pause: Pause | undefined): number {
  const left = (pause?.until ?? 0) - Date.now();
  return left > 0 && left <= HOUR ? left : 0;
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const longest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, longest]);
  clearTimeout(timer);
}
