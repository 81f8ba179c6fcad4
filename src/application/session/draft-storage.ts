import * as v from "valibot";
import type { BookStore, Draft } from "../store/book-store.ts";

const DRAFTS = v.record(v.string(), v.record(v.string(), v.string()));

/**
 * Restores what was half typed before this tab was reloaded, and keeps it for the next time. The
 * browser forgets it with the tab; a draft never holds a password.
 */
export function keepDrafts(store: BookStore): void {
  const name = `hindsight-drafts-${store.getState().book.id}`;
  store.setState({ drafts: read(name) });
  store.subscribe(({ drafts }, before) => {
    if (drafts === before.drafts) return;
    const begun = Object.entries(drafts)
      .map(([form, draft]) => [form, withoutSecret(draft)] as const)
      .filter(([, draft]) => Object.values(draft).some(Boolean));
    write(name, Object.fromEntries(begun));
  });
}

// A password may have been typed into an address of servers, where it is refused.
function withoutSecret(draft: Draft): Draft {
  const { server } = draft;
  if (server === undefined || !/\/\/[^\s/@]*@/.test(server)) return draft;
  const { server: _, ...others } = draft;
  return others;
}

function read(name: string): Readonly<Record<string, Draft>> {
  try {
    const kept = v.safeParse(DRAFTS, JSON.parse(sessionStorage.getItem(name) ?? "{}"));
    return kept.success ? kept.output : {};
  } catch {
    return {};
  }
}

// A browser that keeps nothing loses what is half typed, as before.
function write(name: string, drafts: Readonly<Record<string, Draft>>): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(drafts));
  } catch {}
}
