import { pastSharedLog, SharedLogError, type SharedLogProblem } from "../errors.ts";

type Texts = { readonly [Problem in Exclude<SharedLogProblem, "shared">]: string };

const SHARED_SENTENCE: Texts = {
  unreachable: "The shared log does not answer.",
  "unknown-user": "The server of the shared log knows no such user, or another password.",
  forbidden: "This user may not do that in the shared log.",
  "too-large": "The shared log does not take messages as large as this.",
  full: "The shared log is full.",
  absent: "There is no shared log of this name.",
  outdated: "The server of the shared log is older than this app can work with.",
  unfinished: "The book of this name is still being brought there, and is not whole yet.",
  "other-log": "The shared log of this name holds another book.",
  parted: "This device’s copy is not what the others have.",
};

const SHARED_ADVICE: Texts = {
  unreachable:
    "Everything acknowledged before is safe. Check the network, the address, and whether its server lets in pages from here; then try again: what was sent and not answered cannot be taken twice.",
  "unknown-user":
    "Nothing was written. Check user and password, or ask the owner of the shared book.",
  forbidden: "Nothing was written. Ask the owner of the shared book for that right.",
  "too-large": "Nothing was written. Cut the command into smaller ones, and send those.",
  full: "Nothing was written. Ask the owner of the shared book for more room.",
  absent: "Nothing was written. Check the address, or ask the owner of the shared book.",
  outdated: "Nothing was written. Ask whoever runs it for nats-server 2.9 or newer.",
  unfinished:
    "Nothing was written. Ask its owner to open the book, which goes on with it, and join later.",
  "other-log": "Nothing was written. Choose another name, or join that book beside this one.",
  parted:
    "Nothing is lost: this copy stays as it is, and nothing more is sent from it. On the screen “Sharing”, open a fresh copy beside it, or keep this one as a book of your own, with what waits.",
};

/**
 * Makes the error of a problem with a shared log, in words. They are fetched with what speaks to
 * shared logs, since no other book needs them.
 * @param options with a message where more is known than the problem.
 */
export function sharedLogError(
  problem: SharedLogProblem,
  options: ErrorOptions & { readonly message?: string } = {},
): SharedLogError {
  if (problem === "shared") return pastSharedLog();
  const message = options.message ?? SHARED_SENTENCE[problem];
  return new SharedLogError(problem, message, SHARED_ADVICE[problem], options);
}
