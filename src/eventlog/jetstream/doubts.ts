/** Doubts whether a replica is right, and the looks that settle them. */
export interface Doubts {
  /** Somebody saw something else: it is looked into, though not again and again. */
  raise(): void;
  /** Whether one is still to be settled. */
  isOpen(): boolean;
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
  /** Milliseconds between the end of one look and the next. */
  readonly rest: number;
  readonly signal: AbortSignal;
}

/** Milliseconds for which a writer waits for a look at most. */
const LONGEST_WAIT = 2_000;

/** Makes the doubts of one link. */
export function createDoubts({ look, onWrong, rest, signal }: DoubtsOptions): Doubts {
  let raised = 0;
  let settled = 0;
  let looking: Promise<void> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener("abort", () => clearTimeout(resting));

  const lookOnce = async (): Promise<void> => {
    const asked = raised;
    try {
      if (await look()) settled = asked;
      else onWrong();
    } catch {
      // Nobody answered: it stays open.
    }
    looking = undefined;
    if (signal.aborted) return;
    resting = setTimeout(() => {
      resting = undefined;
      begin();
    }, rest);
  };
  const begin = (): void => {
    if (raised === settled || looking || resting !== undefined || signal.aborted) return;
    looking = lookOnce();
  };

  return {
    raise() {
      raised += 1;
      begin();
    },
    isOpen: () => raised > settled,
    calm: () => looking && atMost(LONGEST_WAIT, looking),
  };
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const longest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, longest]);
  clearTimeout(timer);
}
