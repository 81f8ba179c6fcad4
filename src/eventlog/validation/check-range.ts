import type { EventFilter } from "../event-filter.ts";
import type { JournalRange, Range } from "../event-log.ts";
import { type Fields, fault, fieldsOf, takeCount, takeTexts } from "./check-fields.ts";

/**
 * Checks which events a caller asks for. A slip in a name must not turn "these" into "all".
 * @throws ValidationError with the path of the first part that means nothing.
 */
export function takeRange(range: Range): Range {
  const fields = fieldsOf(range, "range", ["from", "to", "direction", "limit", "filter"]);
  takeEnds(fields);
  const { direction, limit, filter } = fields;
  if (limit !== undefined) takeCount(limit, "range.limit", 0);
  if (direction !== undefined && direction !== "forwards" && direction !== "backwards") {
    throw fault("range.direction", "write “forwards” or “backwards”");
  }
  if (filter !== undefined) takeFilter(filter, "range.filter");
  return range;
}

/** Checks which part of the journal a caller asks for. @throws ValidationError like `takeRange`. */
export function takeJournalRange(range: JournalRange): JournalRange {
  const fields = fieldsOf(range, "range", ["from", "to", "outcome"]);
  takeEnds(fields);
  const { outcome } = fields;
  if (outcome !== undefined && outcome !== "refused") {
    throw fault("range.outcome", "write “refused”, or leave it out for both kinds");
  }
  return range;
}

const FILTER: readonly string[] = ["types", "streams", "streamPrefix"];

/**
 * Checks a filter.
 * @param more names that it may have besides.
 * @throws ValidationError like `takeRange`.
 */
export function takeFilter(
  filter: unknown,
  path: string,
  more: readonly string[] = [],
): EventFilter {
  const fields = fieldsOf(filter, path, [...FILTER, ...more]);
  const { types, streams, streamPrefix } = fields;
  if (types !== undefined) takeTexts(types, `${path}.types`);
  if (streams !== undefined) takeTexts(streams, `${path}.streams`);
  if (streamPrefix !== undefined && typeof streamPrefix !== "string") {
    throw fault(`${path}.streamPrefix`, "write a text");
  }
  return fields;
}

function takeEnds({ from, to }: Fields): void {
  if (from !== undefined) takeCount(from, "range.from", 0);
  if (to !== undefined) takeCount(to, "range.to", 0);
}
