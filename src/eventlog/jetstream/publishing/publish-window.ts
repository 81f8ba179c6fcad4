import type { Publication, Sequence, SharedStream } from "../reading/ordered-stream.ts";
import type { ReadMessage } from "../replica/replica-cursor.ts";
import { type Signer, signMessage } from "../signing/signatures.ts";
import { encodeShared, type SharedRecord } from "./stream-message.ts";

/** What became of each record of a chain: an answer, or what the engine said against it. */
export type ChainAnswer = PromiseSettledResult<Publication>;

/** Records on their way at once: enough to fill the line, few enough to be taken back when the first of them fails. */
export const WINDOW = 64;

/**
 * Publishes records one behind the other without waiting in between: each is stored only directly behind the one before it, the
 * first directly behind `after`.
 * @param ids under which the engine is to know the records, each in its place.
 * @param signer signs them; they are not signed when left out.
 */
export async function publishChain(
  stream: SharedStream,
  chain: readonly SharedRecord[],
  after: Sequence,
  { ids, signer }: { readonly ids: readonly string[]; readonly signer: Signer | undefined },
): Promise<readonly ChainAnswer[]> {
  // All of them first: published one right behind the other, they come to stand in this order.
  const payloads = await Promise.all(
    chain.map((shared, index) => {
      const payload = encodeShared(index > 0 ? { ...shared, ahead: true } : shared);
      return signer ? signMessage(stream.name, payload, signer) : payload;
    }),
  );
  return Promise.allSettled(
    payloads.map((payload, index) =>
      stream.publish(payload, { id: ids[index] as string, after: (after + index) as Sequence }),
    ),
  );
}

/** What of a chain certainly stands directly behind `after`, as a reader of the stream would get it. */
export function storedPrefix(
  chain: readonly SharedRecord[],
  answers: readonly ChainAnswer[],
  after: Sequence,
  signer: Signer | undefined,
): readonly ReadMessage[] {
  const broken = answers.findIndex((answer) => storedAt(answer) === undefined);
  const stored = broken < 0 ? chain : chain.slice(0, broken);
  return stored.map((shared, index) => ({
    sequence: (after + index + 1) as Sequence,
    shared: signer ? { ...shared, author: signer.author } : shared,
  }));
}

/** The message that a record certainly became. */
export function storedAt(answer: ChainAnswer | undefined): Sequence | undefined {
  if (answer?.status !== "fulfilled" || answer.value.kind !== "stored") return undefined;
  return answer.value.sequence;
}
