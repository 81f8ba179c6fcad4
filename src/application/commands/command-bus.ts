import { parseCommand } from "../../domain/command-schema.ts";
import type { CheckoutCommand } from "../../domain/commands.ts";
import { type Rejection, reject } from "../../domain/rejection.ts";
import type { CommandId, EpochMs } from "../../eventlog/envelope.ts";
import { CommandIdReusedError } from "../../eventlog/errors.ts";
import type { Carrier, DispatchResult } from "./command-executor.ts";
import { journalForm, journalFormOfAnything, journalFormOfStep } from "./command-record.ts";
import { type PrepareDependencies, prepare, settle } from "./prepare-command.ts";

/**
 * The one way to change a book. Commands are decided in the order in which they were given here.
 */
export interface CommandBus {
  /**
   * Decides a command and resolves once its events are durable and on the screen's views, or its refusal is in the
   * journal.
   * @param cause what the command follows from, where it is not a conversation of its own.
   * @throws StorageError when the storage failed: then nothing was written.
   */
  dispatch(command: unknown, cause?: Cause): Promise<DispatchResult>;
  /**
   * Carries out a step of a workflow. Its id follows from what caused it, so that the step happens
   * once, however often and from however many tabs it is asked for. Where its id belongs to another
   * command, as in a log that was made by hand, it is refused as `command-id-reused` and remembered
   * once, under an id that follows from its own.
   * @throws StorageError when the storage failed: then nothing was written.
   */
  carryOut(step: CheckoutCommand, origin: Origin): Promise<DispatchResult>;
}

/**
 * A command bus whose code is there: its callers say whether the book was live when a command was
 * given.
 */
export interface LoadedBus {
  dispatch(command: unknown, cause: Cause | undefined, given: BusMode): Promise<DispatchResult>;
  carryOut(step: CheckoutCommand, origin: Origin, given: BusMode): Promise<DispatchResult>;
}

/** What a command follows from: the conversation it belongs to, and the message that led to it. */
export interface Cause {
  readonly correlationId: string;
  readonly causationId: string;
}

/** What a workflow's step follows from. */
export interface Origin extends Cause {
  readonly commandId: CommandId;
  readonly causationOrdinal: number;
  /** When the step happened; now where it is left out. */
  readonly occurredAt?: EpochMs;
}

/** What the bus joins. */
export interface CommandBusDependencies extends PrepareDependencies {
  readonly carrier: Carrier;
  /** Resolves when all events are there that a decision may rest on. */
  recall(): Promise<void>;
  /** Commands are carried out only while this says live, whatever the buttons do. */
  mode(): BusMode;
}

/** Whether commands can be carried out: live, in the past, or not at all any more. */
export type BusMode =
  | { readonly kind: "live" | "past" }
  | { readonly kind: "closed"; readonly reason: string };

const NOT_LIVE = reject(
  "not-live",
  "You are looking at the past, which cannot be changed. Return to live, then try again.",
);

/** Makes the command bus of one book. */
export function createCommandBus(dependencies: CommandBusDependencies): LoadedBus {
  const { carrier, recall } = dependencies;
  const inOrder = createOrder();

  /** The mode of when the command was given, whatever the person has looked at since. */
  const modeOf = async (given: BusMode): Promise<BusMode> => {
    await recall();
    const now = dependencies.mode();
    return now.kind === "closed" ? now : given;
  };

  const prepareInput = async (
    value: unknown,
    cause: Cause | undefined,
    given: BusMode,
  ): Promise<HandOver> => {
    const mode = await modeOf(given);
    if (mode.kind === "closed") {
      // Not even the journal is written to any more.
      return refused(reject("read-only", mode.reason));
    }
    if (mode.kind === "past") {
      // Under an id of its own: the same command may be sent again, unchanged, once the book is live.
      const command = journalFormOfAnything(newId(dependencies), value);
      const attempt = { command, occurredAt: dependencies.now(), hasFreshId: true };
      return () => carrier.refuse(attempt, NOT_LIVE);
    }
    const asked = parseCommand(value);
    if ("code" in asked) {
      const command = journalFormOfAnything(idOf(value) ?? newId(dependencies), value);
      const attempt = { command, occurredAt: dependencies.now() };
      return () => carrier.refuse(attempt, asked);
    }
    const settled = settle(asked, dependencies);
    const command = journalForm(settled.commandId, asked, settled);
    const { occurredAt } = settled;
    const attempt = { command, occurredAt, hasFreshId: asked.commandId === undefined, ...cause };
    // Also where its id was answered before: the log then compares the content, gives the first answer and writes nothing.
    const prepared = prepare(settled, dependencies);
    return () => carrier.carry(attempt, prepared);
  };

  const prepareStep = async (
    step: CheckoutCommand,
    origin: Origin,
    given: BusMode,
  ): Promise<HandOver> => {
    const { commandId, occurredAt = dependencies.now(), ...cause } = origin;
    const mode = await modeOf(given);
    if (mode.kind === "closed") return refused(reject("read-only", mode.reason));
    // A workflow waits until the book is live: nobody asked for anything, so nothing is remembered.
    if (mode.kind === "past") return refused(NOT_LIVE);
    const command = journalFormOfStep(commandId, step);
    return () => carrier.carry({ command, occurredAt, ...cause }, step);
  };

  return {
    async dispatch(value, cause, given) {
      try {
        return await inOrder(prepareInput(value, cause, given));
      } catch (error) {
        const reused = asReused(error);
        // Its own id has an answer already: what is remembered of it stands under another one.
        const command = journalFormOfAnything(newId(dependencies), value);
        const attempt = { command, occurredAt: dependencies.now(), hasFreshId: true };
        return carrier.refuse(attempt, reused);
      }
    },
    async carryOut(step, origin, given) {
      try {
        return await inOrder(prepareStep(step, origin, given));
      } catch (error) {
        const reused = asReused(error);
        const { commandId, occurredAt = dependencies.now(), ...cause } = origin;
        // Under an id that follows from its own: however often it is asked for, it is remembered
        // once.
        const command = journalFormOfStep(`${commandId}/reused` as CommandId, step);
        return carrier.refuse({ command, occurredAt, ...cause }, reused);
      }
    },
  };
}

/** A used command id as a refusal. @throws whatever else it is. */
function asReused(error: unknown): Rejection {
  if (!(error instanceof CommandIdReusedError)) throw error;
  return reject("command-id-reused", `${error.message} ${error.advice}`, "commandId");
}

/** Hands a command that is ready to the carrier. */
type HandOver = () => Promise<DispatchResult>;

function refused(rejection: Rejection): HandOver {
  return async () => ({ accepted: false, rejection });
}

/**
 * Hands commands over in the order in which their preparation was begun, however long each takes.
 */
function createOrder(): (ready: Promise<HandOver>) => Promise<DispatchResult> {
  let last: Promise<unknown> = Promise.resolve();
  return (ready) => {
    const turn = last.then(() => ready);
    // What could not be prepared is told to its own caller, and does not hold up the others.
    last = turn.catch(() => {});
    return turn.then((handOver) => handOver());
  };
}

function newId(dependencies: PrepareDependencies): CommandId {
  return dependencies.newId() as CommandId;
}

function idOf(value: unknown): CommandId | undefined {
  if (typeof value !== "object" || value === null || !("commandId" in value)) return undefined;
  const { commandId } = value;
  return typeof commandId === "string" && commandId.length > 0 && commandId.length <= 200
    ? (commandId as CommandId)
    : undefined;
}
