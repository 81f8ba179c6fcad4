import type { Position } from "../../envelope.ts";
import type { Author, KnownAuthor } from "../../replication/shared-link.ts";

/** Letters of the longest name: what is longer is cut. */
export const MAX_NAME_LENGTH = 100;

/** Authors of a log that are kept: a bound, so that nobody fills this device with keys. */
const MAX_AUTHORS = 500;

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
