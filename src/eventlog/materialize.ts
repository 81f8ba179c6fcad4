import { type Checkpoint, type CheckpointStore, fromStored, toStored } from "./checkpoint.ts";
import {
  EMPTY_HEAD,
  type Head,
  type Json,
  type Position,
  positionAfter,
  type RecordedEvent,
} from "./envelope.ts";
import { type EventFilter, filterKey, matches } from "./event-filter.ts";
import type { EventLog } from "./event-log.ts";
import { type Follower, follow } from "./follower.ts";

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
  /** Told when reading or saving failed in the background; the view stays as it is, and the next notice tries again. */
  readonly onError?: (error: unknown) => void;
}

/** A view that follows its log. */
export interface MaterializedView<State extends Json> {
  state(): State;
  /** The log's head up to which everything that is meant has been folded. */
  head(): Head;
  /** Resolves when everything in the log at the call has been folded. */
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
 */
export async function materialize<State extends Json>(
  log: EventLog,
  filter: ViewFilter,
  projection: Projection<State>,
  options: MaterializeOptions = {},
): Promise<MaterializedView<State>> {
  const { checkpoints, every = EVERY, onError = () => {} } = options;
  const begin = await findCheckpoint(log, filter, projection, checkpoints);
  let state = (begin?.state ?? projection.initialState) as State;
  let head: Head = begin ? { position: begin.position, hash: begin.hash } : EMPTY_HEAD;
  let saved = head;

  const fold = (events: readonly RecordedEvent[]): void => {
    for (const event of events) {
      if (!matches(filter, event) || filter.where?.(event) === false) continue;
      state = projection.evolve(state, event);
    }
  };
  const save = async (): Promise<void> => {
    if (!checkpoints || head.position === saved.position) return;
    const { name, version } = projection;
    const { position, hash } = head;
    saved = head;
    const checkpoint = { name, version, filter: filterKey(filter), position, hash, state };
    await checkpoints.save(name, toStored(checkpoint));
  };

  // What is there already is found by the index; from there on every event passes by.
  const end = await log.head();
  for (let from = positionAfter(head.position); from <= end.position; ) {
    const to = Math.min(positionAfter(from, PAGE - 1), end.position) as Position;
    fold(await log.read({ from, to, filter }));
    from = positionAfter(to);
  }
  if (end.position > head.position) head = end;
  const follower: Follower = follow(log, {
    after: head.position,
    deliver(events) {
      fold(events);
      const { position, hash } = events.at(-1) ?? head;
      head = { position, hash };
      if (head.position - saved.position >= every) save().catch(onError);
    },
    onError,
  });
  if (head.position - saved.position >= every) await save();

  return {
    state: () => state,
    head: () => head,
    catchUp: () => follower.catchUp(),
    save,
    stop: () => follower.stop(),
  };
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
