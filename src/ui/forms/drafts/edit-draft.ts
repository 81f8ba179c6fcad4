import type { BookStore, Draft } from "../../../application/store/book-store.ts";

/** Name of the draft that holds the edit of one record. */
export function editDraftName(kind: "client" | "order", id: string): string {
  return `edit-${kind} ${id}`;
}

/** The version of the record that an edit was begun on, or was last held against; none when nothing is edited. */
export function editedVersion(draft: Draft | undefined): number | undefined {
  return draft?.["version"] === undefined ? undefined : Number(draft["version"]);
}

/** Puts a draft into the store, or takes it away. */
export function keepDraft(store: BookStore, name: string, draft: Draft | undefined): void {
  store.setState(({ drafts }) => {
    const { [name]: _before, ...others } = drafts;
    return { drafts: draft ? { ...others, [name]: draft } : others };
  });
}

/** A draft that begins an edit. */
export function beginEdit(fields: Draft, version: number): Draft {
  return { ...fields, version: String(version) };
}

/**
 * Holds an edit against what others made of the record meanwhile. What they changed and you did not is theirs; what you
 * changed stays yours, and `conflictsOf` names it until one of the two was chosen.
 */
export function rebaseEdit(draft: Draft, base: Draft, theirs: Draft, version: number): Draft {
  const untouched = Object.keys({ ...base, ...theirs }).filter(
    (field) => textOf(draft, field) === textOf(base, field),
  );
  const taken = untouched.map((field) => [field, textOf(theirs, field)]);
  return { ...draft, ...Object.fromEntries(taken), version: String(version), met: String(version) };
}

/** The fields that two people see differently, once their edits have met. */
export function conflictsOf(draft: Draft, theirs: Draft, fields: readonly string[]): string[] {
  if (draft["met"] === undefined || draft["met"] !== draft["version"]) return [];
  return fields.filter((field) => textOf(draft, field) !== textOf(theirs, field));
}

function textOf(draft: Draft, field: string): string {
  return (draft[field] ?? "").trim();
}
