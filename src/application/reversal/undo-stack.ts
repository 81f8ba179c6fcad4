import type { CommandBus } from "../commands/command-bus.ts";
import type { DispatchResult } from "../commands/command-executor.ts";
import type { BookStore } from "../store/book-store.ts";
import type { OwnState } from "../store/undo-state.ts";
import type { UndoDependencies } from "./undo.ts";

/** The commands of the person at this page, as ones that can be taken back and done again while the page is open. */
export interface OwnCommands {
  /** Dispatches a command like the bus, and remembers it when it was accepted. */
  dispatch(command: unknown): Promise<DispatchResult>;
  /** Remembers what was accepted on another way, in order: the last one is the first to be taken back. */
  remember(results: readonly DispatchResult[]): void;
  /** Takes back the last one by a command of its own. What came of it is told in the store; nothing throws. */
  undo(): Promise<void>;
  /** Does again what was taken back last. */
  redo(): Promise<void>;
  /** What was told was read. */
  dismiss(): void;
}

/** What the own commands of a page need of its session. */
export interface OwnCommandsDependencies extends Pick<UndoDependencies, "history" | "recall"> {
  readonly store: BookStore;
  readonly bus: CommandBus;
}

/** Commands that are remembered: nobody takes back more by hand. */
const MOST = 200;

/** Seconds after which a command that is still being written is worth a sentence. */
const PATIENCE_S = 2;

/** Makes the own commands of one page. */
export function createOwnCommands(page: OwnCommandsDependencies): OwnCommands {
  const { store } = page;
  const own = (): OwnState => store.getState().own;
  const change = (part: Partial<OwnState>): void => store.setState({ own: { ...own(), ...part } });
  let busy = false;

  const remember = (results: readonly DispatchResult[]): void => {
    // What waits for a shared book has no place of its own yet: another command may come to stand there.
    const commands = results.flatMap((result) =>
      result.accepted && !result.pending ? { positions: result.positions } : [],
    );
    const about = commands.at(-1);
    if (!about) return;
    const done = [...own().done, ...commands].slice(-MOST);
    change({ done, undone: [], told: { kind: "done", about } });
  };

  // One at a time: a key that is held down takes back one after the other, and never the same one twice.
  const turn = async (which: "undoLast" | "redoLast"): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      const undo = await import("./undo.ts");
      await undo[which]({ ...page, own, change });
    } catch {
      // Only its code can be missing: whatever else goes wrong is told by it.
      const about = own().done.at(-1) ?? { positions: [] };
      change({ told: { kind: "unfetched", about } });
    } finally {
      busy = false;
    }
  };

  return {
    async dispatch(command) {
      const dispatched = page.bus.dispatch(command);
      const patience = setTimeout(async () => {
        const { tellWaiting } = await import("../commands/waiting-notice.ts");
        tellWaiting(store, dispatched, PATIENCE_S);
      }, PATIENCE_S * 1_000);
      try {
        const result = await dispatched;
        remember([result]);
        return result;
      } finally {
        clearTimeout(patience);
      }
    },
    remember,
    undo: () => turn("undoLast"),
    redo: () => turn("redoLast"),
    dismiss: () => change({ told: undefined }),
  };
}
