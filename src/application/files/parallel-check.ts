import { hashEvent } from "../../eventlog/chain/hash-chain.ts";
import type { Sha256 } from "../../eventlog/chain/sha256.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { createEventChecker } from "../../formats/log-import/event-checker.ts";
import { createLogReader } from "../../formats/log-import/log-reader.ts";
import type { FileCheck } from "./file-check.ts";
import { type ImportFailure, packFailure, unpackFailure } from "./worker-protocol.ts";

/** What is asked: whether the next bytes are sound, or the end of the file. Each is answered once, in order. */
type Question = Uint8Array<ArrayBuffer> | "end";
/** Comes with the memory of what was asked, to be used again: new memory for every slice would cost more than its copying. */
interface Answer {
  readonly failure?: ImportFailure;
  readonly used: ArrayBuffer | undefined;
}

/** Questions that may wait for their answers: enough that neither thread waits for the other at every step. */
const AHEAD = 32;

/** Has a file checked by whoever answers at the other end of a channel with `answerFileChecks`. */
export function checkThrough(port: MessagePort): FileCheck {
  const spare: ArrayBuffer[] = [];
  let waiting = 0;
  let found: Error | undefined;
  let waiters: (() => void)[] = [];
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting -= 1;
    if (data.failure) found ??= unpackFailure(data.failure);
    if (data.used) spare.push(data.used);
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  };
  const ask = (question: Question): void => {
    waiting += 1;
    port.postMessage(question, question === "end" ? [] : [question.buffer]);
  };
  const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
    const memory = spare.pop();
    const isEnough = memory !== undefined && memory.byteLength >= bytes.length;
    const copy = new Uint8Array(isEnough ? memory : new ArrayBuffer(bytes.length), 0, bytes.length);
    copy.set(bytes);
    return copy;
  };
  const whileWaitingFor = async (more: number): Promise<void> => {
    while (waiting > more && !found) await new Promise<void>((wake) => waiters.push(wake));
  };
  const orThrow = (): void => {
    if (found) throw found;
  };

  return {
    async push(bytes) {
      ask(copyOf(bytes));
      await whileWaitingFor(AHEAD);
      orThrow();
    },
    async finish() {
      ask("end");
      await whileWaitingFor(0);
      orThrow();
    },
    async verdict() {
      await whileWaitingFor(0);
      return found;
    },
  };
}

/** Checks a file whose bytes come through a channel, in the thread that this is called in. */
export function answerFileChecks(port: MessagePort, digest: Sha256): void {
  const check = createEventChecker(
    (event, before) => hashEvent(before, event, digest) === event.hash,
    digest,
  );
  // Nothing that is checked depends on the time.
  const reader = createLogReader(check, 0 as EpochMs);
  const failureOf = (question: Question): ImportFailure | undefined => {
    try {
      if (question === "end") reader.finish();
      else reader.read(question);
      return undefined;
    } catch (error) {
      return packFailure(error);
    }
  };
  port.onmessage = ({ data }: MessageEvent<Question>) => {
    const failure = failureOf(data);
    const used = data === "end" ? undefined : data.buffer;
    const answer: Answer = { used, ...(failure && { failure }) };
    port.postMessage(answer, used ? [used] : []);
  };
}
