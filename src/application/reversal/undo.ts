import { knownEvent } from "../../domain/events.ts";
import { clientIdOf, orderIdOf } from "../../domain/ids.ts";
import type { RejectionCode } from "../../domain/rejection.ts";
import {
  type Compensation,
  compensate,
  doAgain,
  type LifeOf,
} from "../../domain/reversal/compensation.ts";
import type { StreamEvent } from "../../domain/reversal/stream-event.ts";
import { sayError } from "../../eventlog/errors.ts";
import type { History } from "../../read-model/read-model.ts";
import type { Cause, CommandBus } from "../commands/command-bus.ts";
import type { DispatchResult } from "../commands/command-executor.ts";
import type { OwnCommand, OwnState, Told } from "../store/undo-state.ts";

/** What taking back needs of its page. */
export interface UndoDependencies {
  readonly bus: CommandBus;
  readonly history: History;
  /** Resolves when all events are there that a decision may rest on. */
  recall(): Promise<void>;
  own(): OwnState;
  change(part: Partial<OwnState>): void;
}

/** Takes back the last own command that still stands. */
export async function undoLast(page: UndoDependencies): Promise<void> {
  const { own, change } = page;
  const about = own().done.at(-1);
  if (!about) return;
  const answer = await answerTo(page, about, (lifeOf) =>
    compensate(eventsOf(page.history, about), lifeOf),
  );
  const others = own().done.filter((command) => command !== about);
  if (answer.kind === "accepted") {
    const by = { done: about, by: answer.command };
    const undone = answer.pending ? own().undone : [...own().undone, by];
    return change({ done: others, undone, told: { kind: "undone", about } });
  }
  change({ ...(answer.isOver && { done: others }), told: { ...answer, wanted: "undo", about } });
}

/** Does again the command that was taken back last. */
export async function redoLast(page: UndoDependencies): Promise<void> {
  const { own, change, history } = page;
  const last = own().undone.at(-1);
  if (!last) return;
  const { done, by } = last;
  const answer = await answerTo(page, by, (lifeOf) =>
    doAgain(eventsOf(history, done), eventsOf(history, by), lifeOf),
  );
  const others = own().undone.filter((taken) => taken !== last);
  if (answer.kind === "accepted") {
    const about = answer.command;
    return change({
      undone: others,
      done: answer.pending ? own().done : [...own().done, about],
      told: { kind: "redone", about },
    });
  }
  const told = { ...answer, wanted: "redo", about: done } as const;
  change({ ...(answer.isOver && { undone: others }), told });
}

/** Whether a command can never be taken back, whatever the records are by now. */
export function isFinal(history: History, command: OwnCommand): boolean {
  return compensate(eventsOf(history, command), livesIn(history)).kind === "impossible";
}

type Answer =
  /** While it waits for a shared book, its place may still become another command's: nobody builds on it. */
  | { readonly kind: "accepted"; readonly command: OwnCommand; readonly pending: boolean }
  | Pick<Told & { kind: "kept" }, "kind" | "reason" | "way" | "isOver">;

/** Refusals that pass by themselves, or once the person is back: the command can still be taken back then. */
const LATER: readonly RejectionCode[] = ["not-live", "read-only", "busy", "payment-under-way"];

/** How often it is looked at anew what another tab has changed meanwhile. */
const TRIES = 4;

async function answerTo(
  page: UndoDependencies,
  about: OwnCommand,
  work: (lifeOf: LifeOf) => Compensation,
): Promise<Answer> {
  const { bus, history, recall } = page;
  try {
    await recall();
    let result: DispatchResult | undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const compensation = work(livesIn(history));
      if (compensation.kind !== "possible") {
        const { reason, kind } = compensation;
        const way = kind === "changed" ? "record" : undefined;
        return { kind: "kept", reason, way, isOver: true };
      }
      result = await bus.dispatch(compensation.command, causeOf(history, about));
      if (result.accepted) {
        const { positions, pending = false } = result;
        return { kind: "accepted", command: { positions }, pending };
      }
      // Somebody was faster: what the record is now says whether it can still be taken back.
      if (result.rejection.code !== "version-conflict") break;
    }
    return refusedAnswer(result);
  } catch (error) {
    return { kind: "kept", reason: sayError(error), way: undefined, isOver: false };
  }
}

function refusedAnswer(result: DispatchResult | undefined): Answer {
  const rejection = result && !result.accepted ? result.rejection : undefined;
  const code = rejection?.code ?? "busy";
  const isOver = !LATER.includes(code);
  const way = code === "not-live" ? "live" : isOver ? "record" : undefined;
  return { kind: "kept", reason: rejection?.message ?? "", way, isOver };
}

// What is taken back, or done again, belongs to the conversation of the command it is about.
function causeOf(history: History, { positions }: OwnCommand): Cause | undefined {
  const last = positions.at(-1);
  const event = last === undefined ? undefined : history.event(last);
  return event && { correlationId: event.meta.correlationId, causationId: event.id };
}

function eventsOf(history: History, { positions }: OwnCommand): readonly StreamEvent[] {
  return positions.flatMap((position) => {
    const recorded = history.event(position);
    const event = recorded && knownEvent(recorded);
    return event ? { stream: recorded.stream, version: recorded.version, event } : [];
  });
}

function livesIn(history: History): LifeOf {
  const at = history.head().position;
  return (stream) => {
    const [clientId, orderId] = [clientIdOf(stream), orderIdOf(stream)];
    if (clientId !== undefined) return history.clients.changes(clientId, at);
    return orderId === undefined ? [] : history.orders.changes(orderId, at);
  };
}
