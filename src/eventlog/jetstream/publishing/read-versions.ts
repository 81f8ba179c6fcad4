import type { StreamName, StreamVersion } from "../../envelope.ts";
import type { EventLog } from "../../event-log.ts";

/** The last version of each of some streams. */
export async function readVersions(
  log: EventLog,
  streams: Iterable<StreamName>,
): Promise<ReadonlyMap<StreamName, StreamVersion>> {
  const read = async (stream: StreamName) => [stream, await log.versionOf(stream)] as const;
  return new Map(await Promise.all([...new Set(streams)].map(read)));
}
