import type { ClientRow } from "../views/clients.ts";

const MOST = 8;

/** A client who may be meant: the username, and the name to tell people apart. */
export interface ClientSuggestion {
  readonly value: string;
  readonly note: string;
}

/** The clients who fit a few letters: first whose username begins with them, then who has a word that does, then the rest. */
export function suggestClients(clients: readonly ClientRow[], typed: string): ClientSuggestion[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const ranks: ClientSuggestion[][] = [[], [], []];
  for (const { username, name = "" } of clients) {
    const text = `${username} ${name}`.toLocaleLowerCase();
    const rank = text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : 2;
    if (text.includes(wanted)) ranks[rank]?.push({ value: username, note: name });
  }
  return ranks.flat().slice(0, MOST);
}
