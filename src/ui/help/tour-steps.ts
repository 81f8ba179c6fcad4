import type { BookSession } from "../../application/session/book-session.ts";
import type { BookState } from "../../application/store/book-store.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { RoomTexts } from "../i18n/catalogue.ts";
import { rooms } from "../i18n/screen-texts.ts";

/** One step of the tour: what is said, what may be pressed, and how it shows that it was done. */
export interface TourStep {
  readonly texts: RoomTexts["tour"]["fill"];
  run(session: BookSession, navigate: (to: string) => void): void;
  isDone(state: BookState, location: string): boolean;
}

/** Events that a book needs for the tour to show something. */
const ENOUGH = 20;

/** The five steps of the README, in the app itself. */
export const TOUR: readonly TourStep[] = [
  {
    texts: rooms.tour.fill,
    run: ({ sample }) => sample.load(),
    isDone: ({ head, sample }) => head.position >= ENOUGH && sample.kind !== "loading",
  },
  {
    texts: rooms.tour.orders,
    run: (_, navigate) => navigate("/orders"),
    isDone: (_, location) => location.startsWith("/orders"),
  },
  {
    texts: rooms.tour.past,
    run: ({ time, history }) => time.goTo(Math.floor(history.head().position / 2) as Position),
    isDone: ({ cursor }) => cursor !== "live",
  },
  {
    texts: rooms.tour.change,
    run: ({ time }) => time.goTo("live"),
    isDone: ({ cursor }) => cursor === "live",
  },
  {
    texts: rooms.tour.take,
    run: (_, navigate) => navigate("/transfer"),
    isDone: (_, location) => location.startsWith("/transfer"),
  },
];
