import type { Position } from "./envelope.ts";

/** Who signed a message: the name that a person has on the server, and the public key in hex. */
export interface Author {
  readonly name: string;
  readonly key: string;
}

/** An author of a log, and the first event they signed. */
export interface KnownAuthor extends Author {
  readonly since: Position;
}

/** Letters of the longest name: what is longer is cut. */
export const MAX_NAME_LENGTH = 100;

/** Authors of a log that are kept: a bound, so that nobody fills this device with keys. */
export const MAX_AUTHORS = 500;

/** The authors of a log after one of them signed a commit that begins at `since`. */
export function addAuthor(
  authors: readonly KnownAuthor[],
  author: Author | undefined,
  since: Position,
): readonly KnownAuthor[] {
  if (!author || authors.length >= MAX_AUTHORS) return authors;
  const isKnown = authors.some(({ name, key }) => name === author.name && key === author.key);
  return isKnown ? authors : [...authors, { name: author.name, key: author.key, since }];
}
