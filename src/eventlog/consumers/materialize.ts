import {
  EMPTY_HEAD,
  type Head,
  type Json,
  type Position,
  positionAfter,
  type RecordedEvent,
} from "../envelope.ts";
import { type EventFilter, filterKey, matches } from "../event-filter.ts";
import type { EventLog } from "../event-log.ts";
import { report } from "../util/emitter.ts";
import { fault, fieldsOf, takeCount, takeFunction, takeText } from "../validation/check-fields.ts";
import { takeFilter } from "../validation/check-range.ts";
import { copyJson } from "../validation/json-value.ts";
import { type Checkpoint, type CheckpointStore, fromStored, toStored } from "./checkpoint.ts";
import { type Follower, follow } from "./subscription.ts";

/** A view as a plain reducer. `evolve` is pure and total; raise `version` whenever it would come to another state. */
export interface Projection<State extends Json> {
  readonly name: string;
  readonly version: number;
  readonly initialState: State;
  evolve(state: State, event: RecordedEvent): State;
}

/** Which events a view is made of: a structure that an index understands, and any test besides. */
export interface ViewFilter extends EventFilter {
  /** A test of the event itself. Checkpoints cannot see it: raise the projection's version when it changes. */
  readonly where?: (event: RecordedEvent) => boolean;
}

/** Where checkpoints go, and how often. */
export interface MaterializeOptions {
  readonly checkpoints?: CheckpointStore;
  /** A checkpoint is saved whenever so many positions have passed since the last one. */
  readonly every?: number;
  /**
   * Told when reading or saving failed in the background: the view stays as it is, and the next
   * notice tries again. Told as well when the projection threw: the view stays as it is for good.
   * The console is told when left out.
   */
  readonly onError?: (error: unknown) => void;
}

/** A view that follows its log. */
export interface MaterializedView<State extends Json> {
  /**
   * What the view came to. Holds all that was appended through the same handle on the log, once
   * that was answered.
   */
  state(): State;
  /** The log's head up to which everything that is meant has been folded. */
  head(): Head;
  /**
   * Resolves when everything in the log at the call has been folded.
   * @throws what the projection threw, if it did.
   */
  catchUp(): Promise<void>;
  /** Saves a checkpoint now. */
  save(): Promise<void>;
  stop(): void;
}

/** Positions looked at in one go while the view is folded. */
const PAGE = 10_000;

/** Positions between two checkpoints, where nobody says otherwise. */
const EVERY = 10_000;

/**
 * Folds the events of a filter into a view, and goes on as the log grows. Works on any log. Begins from a stored
 * checkpoint where there is one of the same projection, version and filter that this very log has passed; any other is
 * left aside and the view is folded from the beginning.
 * @returns a view that holds everything that was in the log at the call.
 * @throws ValidationError where filter, projection or options are not what is needed: a slip in a
 * name never means "all".
 */
export async function materialize<State extends Json>(
  log: EventLog,
  filter: ViewFilter,
  projection: Projection<State>,
  options: MaterializeOptions = {},
): Promise<MaterializedView<State>> {
  takeFunction(log?.read, "log.read");
  checkArguments(filter, projection, options);
  const { where, ...structure } = filter;
  const { checkpoints, every = EVERY, onError = report } = options;
  const begin = await findCheckpoint(log, filter, projection, checkpoints);
  // Copied: a reducer that changes what it was given must not change where the next view begins.
  let state = copyJson(begin?.state ?? projection.initialState, "projection.initialState") as State;
  let head: Head = begin ? { position: begin.position, hash: begin.hash } : EMPTY_HEAD;
  let saved = head;
  // Up to where it was tried by itself: a store that fails is asked again after as many events
  // more.
  let tried = head;
  let failure: { readonly error: unknown } | undefined;

  const fold = (events: readonly RecordedEvent[]): void => {
    let next = state;
    for (const event of events) {
      if (!matches(structure, event) || (where && !isMeant(where, event))) continue;
      next = projection.evolve(next, event);
      if (next === undefined || next instanceof Promise)
        throw fault("projection.evolve", SAYS_NOTHING);
    }
    state = next;
  };
  const save = async (): Promise<void> => {
    if (!checkpoints || head.position === saved.position) return;
    const { name, version } = projection;
    const reached = head;
    const checkpoint = { name, version, filter: filterKey(filter), ...reached };
    await checkpoints.save(name, toStored({ ...checkpoint, state }));
    saved = reached;
    tried = reached;
  };

  const saveWhereDue = async (): Promise<void> => {
    if (head.position - tried.position < every) return;
    tried = head;
    await save();
  };

  // What is there already is found by the index; from there on every event passes by.
  const end = await log.head();
  for (let from = positionAfter(head.position); from <= end.position; ) {
    const to = Math.min(positionAfter(from, PAGE - 1), end.position) as Position;
    fold(await log.read({ from, to, filter: structure }));
    from = positionAfter(to);
  }
  if (end.position > head.position) head = end;
  const follower: Follower = follow(log, {
    after: head.position,
    deliver(events) {
      if (failure) return;
      try {
        fold(events);
      } catch (error) {
        failure = { error };
        throw error;
      }
      const { position, hash } = events.at(-1) ?? head;
      head = { position, hash };
      saveWhereDue().catch(onError);
    },
    onError,
  });
  // What was appended before it was subscribed to is asked for once.
  await follower.catchUp();
  await saveWhereDue().catch(onError);

  return {
    state: () => state,
    head: () => head,
    async catchUp() {
      await follower.catchUp();
      if (failure) throw failure.error;
    },
    save,
    stop: () => follower.stop(),
  };
}

function isMeant(where: NonNullable<ViewFilter["where"]>, event: RecordedEvent): boolean {
  const answer: unknown = where(event);
  // A promise would mean "all".
  if (typeof answer !== "boolean") throw fault("filter.where", "answer true or false, at once");
  return answer;
}

const SAYS_NOTHING = "return the next state at once, for every event, also where nothing changes";

function checkArguments(
  filter: ViewFilter,
  projection: Projection<Json>,
  options: MaterializeOptions,
): void {
  fieldsOf(options, "options", ["checkpoints", "every", "onError"]);
  const { checkpoints, every = EVERY, onError } = options;
  takeFilter(filter, "filter", ["where"]);
  if (filter.where !== undefined) takeFunction(filter.where, "filter.where");
  fieldsOf(projection, "projection", ["name", "version", "initialState", "evolve"]);
  takeText(projection.name, "projection.name");
  if (projection.initialState === undefined) {
    throw fault("projection.initialState", "write where the view begins, such as {} or 0");
  }
  takeCount(projection.version, "projection.version", 0);
  takeFunction(projection.evolve, "projection.evolve");
  takeCount(every, "options.every", 1);
  if (onError !== undefined) takeFunction(onError, "options.onError");
  if (checkpoints === undefined) return;
  takeFunction(checkpoints?.load, "options.checkpoints.load");
  takeFunction(checkpoints?.save, "options.checkpoints.save");
}

async function findCheckpoint<State extends Json>(
  log: EventLog,
  filter: ViewFilter,
  projection: Projection<State>,
  checkpoints: CheckpointStore | undefined,
): Promise<Checkpoint | undefined> {
  const checkpoint = fromStored(await checkpoints?.load(projection.name));
  if (
    checkpoint?.name !== projection.name ||
    checkpoint.version !== projection.version ||
    checkpoint.filter !== filterKey(filter)
  ) {
    return undefined;
  }
  const { position } = checkpoint;
  const [event] = await log.read({ from: position, to: position });
  return event?.hash === checkpoint.hash ? checkpoint : undefined;
}
