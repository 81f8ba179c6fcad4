import type { Position } from "../../eventlog/envelope.ts";
import type { BookSession } from "../../store/book-session.ts";
import type { BookState } from "../../store/book-store.ts";

/** One step of the tour: what is said, what may be pressed, and how it shows that it was done. */
export interface TourStep {
  readonly title: string;
  readonly words: string;
  readonly button: string;
  run(session: BookSession, navigate: (to: string) => void): void;
  isDone(state: BookState, location: string): boolean;
}

/** Events that a book needs for the tour to show something. */
const ENOUGH = 20;

/** The five steps of the README, in the app itself. */
export const TOUR: readonly TourStep[] = [
  {
    title: "Fill the book",
    words:
      "91 clients and 830 orders of a trading company come in as commands, one after the other. Watch the bars of the timeline grow: each is an event that stays.",
    button: "Load sample",
    run: ({ sample }) => sample.load(),
    isDone: ({ head, sample }) => head.position >= ENOUGH && sample.kind !== "loading",
  },
  {
    title: "Look at the orders",
    words: "What you see is not stored anywhere: it is folded from the events, each time.",
    button: "Go to Orders",
    run: (_, navigate) => navigate("/orders"),
    isDone: (_, location) => location.startsWith("/orders"),
  },
  {
    title: "Go back in time",
    words:
      "Drag the timeline, or press ← on it. The same screen, as it was: the amber frame and the badge say so.",
    button: "Go to the middle",
    run: ({ time, history }) => time.goTo(Math.floor(history.head().position / 2) as Position),
    isDone: ({ cursor }) => cursor !== "live",
  },
  {
    title: "Try to change the past",
    words:
      "Fill in “Place order” and send it. It is refused, what you typed stays, and the way back is offered. Nothing that happened can be changed.",
    button: "Return to live",
    run: ({ time }) => time.goTo("live"),
    isDone: ({ cursor }) => cursor === "live",
  },
  {
    title: "Take it with you",
    words:
      "Export the log as a file. Imported anywhere else, it gives the same tables and the same fingerprint.",
    button: "Go to Transfer",
    run: (_, navigate) => navigate("/transfer"),
    isDone: (_, location) => location.startsWith("/transfer"),
  },
];
