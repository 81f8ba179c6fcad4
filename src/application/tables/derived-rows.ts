import type { EventLog } from "../../eventlog/event-log.ts";
import { type IdOf, unrefusedIds } from "../commands/retry-ids.ts";
import type { TriedCommand } from "../store/table-import-state.ts";
import type { IdentifiedRows } from "./row-ids.ts";

/**
 * Commands whose ids were not looked up with those of the rows: a client that an order brings or a
 * row changes, a step of an order, a payment that is to be made once more.
 */
export interface DerivedRows {
  /** Takes one among what is accepted; its id is looked up later. */
  accept(command: IdentifiedRows): void;
  /** Gives those that were taken since ids under which nothing was decided yet. */
  identify(): Promise<void>;
}

/** Begins to add such commands to what is accepted. */
export function addDerivedTo(accepted: TriedCommand[], log: Pick<EventLog, "fates">): DerivedRows {
  const taken: { readonly place: number; readonly idOf: IdOf }[] = [];
  return {
    accept({ rows, input, idOf }) {
      taken.push({ place: accepted.length, idOf });
      accepted.push({ rows, input, id: idOf(1) });
    },
    async identify() {
      const some = taken.splice(0);
      const ids = await unrefusedIds(
        log,
        some.map(({ idOf }) => idOf),
      );
      for (const [index, { place, idOf }] of some.entries()) {
        const command = accepted[place];
        let found = ids[index];
        // It was done before: undone since, or to be done once more.
        for (let skipped = 1; found?.isThere; skipped += 1) {
          [found] = await unrefusedIds(log, [(attempt) => idOf(attempt + skipped)]);
        }
        if (command && found) accepted[place] = { ...command, id: found.id };
      }
    },
  };
}
