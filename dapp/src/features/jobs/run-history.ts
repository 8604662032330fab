import type { TrainEvent } from '@cultivar/sdk/spec';

type StepEvent = Extract<TrainEvent, { type: 'step' }>;
type EvalEvent = Extract<TrainEvent, { type: 'eval' }>;
type CheckpointEvent = Extract<TrainEvent, { type: 'checkpoint' }>;

/** All that a run has said so far. Every step is kept: a spike is never sampled away. */
export type RunHistory = {
  /** `seq` of the last event taken in; 0 before the first. */
  lastSeq: number;
  started: Extract<TrainEvent, { type: 'started' }> | undefined;
  steps: StepEvent[];
  evals: EvalEvent[];
  checkpoints: CheckpointEvent[];
  finished: Extract<TrainEvent, { type: 'finished' }> | undefined;
  failed: Extract<TrainEvent, { type: 'failed' }> | undefined;
  /** In the order they came, for the log. */
  events: TrainEvent[];
};

export const EMPTY_RUN: RunHistory = {
  lastSeq: 0,
  started: undefined,
  steps: [],
  evals: [],
  checkpoints: [],
  finished: undefined,
  failed: undefined,
  events: [],
};

/**
 * Takes in events, which may repeat after a reconnect: what was seen is skipped by `seq`.
 * A run that resumed from a checkpoint says some steps again; the later word replaces the earlier.
 */
export function appendEvents(history: RunHistory, events: readonly TrainEvent[]): RunHistory {
  const fresh = events.filter((event) => event.seq > history.lastSeq).sort((a, b) => a.seq - b.seq);
  if (fresh.length === 0) return history;
  const next: RunHistory = {
    ...history,
    steps: [...history.steps],
    evals: [...history.evals],
    checkpoints: [...history.checkpoints],
    events: [...history.events, ...fresh],
    lastSeq: fresh.at(-1)!.seq,
  };
  for (const event of fresh) take(next, event);
  return next;
}

function take(run: RunHistory, event: TrainEvent): void {
  switch (event.type) {
    case 'started':
      run.started = event;
      run.failed = undefined;
      rewind(run, event.resumedFromStep);
      return;
    case 'step':
      run.steps = put(run.steps, event);
      return;
    case 'eval':
      run.evals = put(run.evals, event);
      return;
    case 'checkpoint':
      run.checkpoints = put(run.checkpoints, event, (held) => held.leaf - event.leaf);
      return;
    case 'finished':
      run.finished = event;
      return;
    case 'failed':
      run.failed = event;
      return;
    case 'warning':
      return;
  }
}

function rewind(run: RunHistory, step: number): void {
  run.steps = run.steps.filter((held) => held.step <= step);
  run.evals = run.evals.filter((held) => held.step <= step);
  run.checkpoints = run.checkpoints.filter((held) => held.step <= step);
}

/** Appends in the common case; otherwise replaces the same place or inserts. */
function put<T extends { step: number }>(
  list: T[],
  event: T,
  compare: (held: T) => number = (held) => held.step - event.step,
): T[] {
  const last = list.at(-1);
  if (last === undefined || compare(last) < 0) list.push(event);
  else {
    const at = list.findIndex((held) => compare(held) >= 0);
    list.splice(at, compare(list[at]!) === 0 ? 1 : 0, event);
  }
  return list;
}
