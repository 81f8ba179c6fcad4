import type { Head, StreamName, StreamVersion } from "../envelope.ts";
import type { Commit } from "../records.ts";

/** Version of every stream a commit may touch; absent means the stream does not exist. */
export type StreamVersions = Pick<ReadonlyMap<StreamName, StreamVersion>, "get">;

/** Head of the log once `commit` stands at its end. */
export function headOf({ events }: Commit): Head {
  const last = events.at(-1) ?? events[0];
  return { position: last.position, hash: last.hash };
}

/** Last version of each stream that the commits write. */
export function versionsOf(commits: readonly Commit[]): ReadonlyMap<StreamName, StreamVersion> {
  return new Map(
    commits.flatMap(({ events }) => events.map(({ stream, version }) => [stream, version])),
  );
}
