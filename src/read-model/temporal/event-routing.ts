import type { EventType } from "../../domain/events.ts";
import type { GrowingView } from "./temporal-view.ts";

/** Who wants to be told of a type of events. */
export interface Interest {
  readonly type: EventType;
  readonly views: readonly GrowingView<unknown>[];
  readonly inFigures: boolean;
}

/** The interests of views, and of the figures of orders, by type. */
export function interestsOf(
  views: readonly GrowingView<unknown>[],
  figures: readonly EventType[],
): ReadonlyMap<string, Interest> {
  const types = new Set([...views.flatMap((view) => view.types), ...figures]);
  return new Map(
    [...types].map((type) => [
      type,
      {
        type,
        views: views.filter((view) => view.types.includes(type)),
        inFigures: figures.includes(type),
      },
    ]),
  );
}
