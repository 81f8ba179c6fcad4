import type { Position } from "../../eventlog/envelope.ts";
import { searchable } from "../../read-model/columns/normalize-text.ts";
import type { ClientRow } from "../../read-model/projections/clients.ts";
import type { KeyedView } from "../../read-model/temporal/temporal-view.ts";

const MOST = 8;
/** Rows looked at in one go. */
const STRIDE = 256;

/** A client who may be meant: the username, and the name to tell people apart. */
export interface ClientSuggestion {
  readonly value: string;
  readonly note: string;
}

/**
 * The clients who fit a few letters: first whose username begins with them, then who has a word that does, then the rest; the
 * newest first. Looks no further back than it must.
 */
export function suggestClients(
  clients: KeyedView<ClientRow>,
  at: Position,
  typed: string,
): ClientSuggestion[] {
  const wanted = searchable(typed.trim());
  const ranks: ClientSuggestion[][] = [[], [], []];
  const [best = []] = ranks;
  for (let to = clients.count(at); to > 0 && best.length < MOST; to -= STRIDE) {
    for (const { username, name = "" } of clients.rows(at, to - STRIDE, to).reverse()) {
      const text = searchable(`${username} ${name}`);
      const rank = text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : 2;
      if (text.includes(wanted)) ranks[rank]?.push({ value: username, note: name });
    }
  }
  return ranks.flat().slice(0, MOST);
}
