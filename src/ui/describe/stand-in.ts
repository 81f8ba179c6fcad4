import type { ClientId } from "../../domain/ids.ts";
import type { History } from "../../read-model/read-model.ts";

/** What stands for a client of whom nothing is known: the id, or nothing while events are still to come. */
export function standInFor(id: ClientId, history: Pick<History, "missing">): string {
  return history.missing() ? "" : id;
}
