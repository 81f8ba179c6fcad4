import type { StreamVersion } from "../../eventlog/envelope.ts";
import type { KeyedView } from "../../read-model/temporal/temporal-view.ts";
import { useServices } from "../context/book-context.tsx";

/** A record as an edit needs it: at the version the edit relies on, and as it stands now. */
export interface Versions<Row> {
  /** As it stood at a version; as it stands now when it never had that one. */
  at(version: number | undefined): Row | undefined;
  /** As it stands once everything that other tabs wrote is here. */
  newest(): Promise<Row | undefined>;
}

/** The versions of one record of a view. */
export function useVersions<Row extends { readonly version: StreamVersion }>(
  view: KeyedView<Row>,
  id: string,
): Versions<Row> {
  const { history, follower } = useServices().session;
  const now = () => view.row(id, history.head().position);
  return {
    at(version) {
      const changes = view.changes(id, history.head().position);
      const change = changes.find((candidate) => candidate.version === version);
      return change ? view.row(id, change.position) : now();
    },
    async newest() {
      await follower.catchUp();
      return now();
    },
  };
}
