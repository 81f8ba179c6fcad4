import type { Position } from "../../eventlog/envelope.ts";

/** A command that the person at this page sent and the book accepted, known by where its events stand. */
export interface OwnCommand {
  readonly positions: readonly Position[];
}

/** A command that was taken back, and the one that did it. */
export interface TakenBack {
  readonly done: OwnCommand;
  readonly by: OwnCommand;
}

/** What the person is told after a command: what was done, or why it was not taken back or done again. */
export type Told =
  | { readonly kind: "done" | "undone" | "redone"; readonly about: OwnCommand }
  /** The code that takes back could not be fetched. */
  | { readonly kind: "unfetched"; readonly about: OwnCommand }
  /** It is not written yet. */
  | {
      readonly kind: "waiting";
      readonly about: OwnCommand;
      readonly seconds: number;
      /** Whether another tab imports into the book, which keeps everything else waiting. */
      readonly forImport: boolean;
    }
  | {
      readonly kind: "kept";
      readonly wanted: "undo" | "redo";
      readonly about: OwnCommand;
      readonly reason: string;
      /** The way on: the record, which somebody may have changed since, the present, or none. */
      readonly way: "record" | "live" | undefined;
      /** Whether that is that, and the next turn is that of the command before. */
      readonly isOver: boolean;
    };

/** The person's own commands of this page, the newest last, and what is told of the last one. */
export interface OwnState {
  /** Those that can be taken back next. */
  readonly done: readonly OwnCommand[];
  /** Those that can be done again next. */
  readonly undone: readonly TakenBack[];
  readonly told: Told | undefined;
}

/** Nothing was done yet. */
export const NOTHING_DONE: OwnState = { done: [], undone: [], told: undefined };
