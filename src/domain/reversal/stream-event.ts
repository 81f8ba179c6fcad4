import type { StreamName, StreamVersion } from "../../eventlog/envelope.ts";
import type { BookEvent } from "../events.ts";

/** An event where it stands in its stream. */
export interface StreamEvent {
  readonly stream: StreamName;
  readonly version: StreamVersion;
  readonly event: BookEvent;
}
