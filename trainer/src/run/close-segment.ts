import type { EventLog } from './event-log.ts';
import { isOver } from './is-over.ts';
import type { Run } from './open-run.ts';
import { startSecret } from './secret.ts';
import { stateHash } from './training-state.ts';

/** Whether the run stands at the end of a segment that has no leaf yet. */
export function segmentDue(run: Run): boolean {
  const { ledger, manifest, state } = run;
  const atEnd = state.step % manifest.segmentSteps === 0 || isOver(run);
  return atEnd && ledger.leaves.at(-1)!.step < state.step;
}

/**
 * Ends a segment of the trace: a leaf, a checkpoint, and a fresh secret that begins at this state. Where the run is over
 * before its last segment, each of those that are left has a leaf of the same state: the trace is as long as was agreed.
 */
export async function closeSegment(run: Run, events: EventLog): Promise<void> {
  const { engine, ledger, manifest, plan, progress, state } = run;
  const hash = stateHash(state, engine.layout);
  const leaf = run.addLeaf('segment', hash, progress.chain);
  const closed = ledger.leaves.length - 1;
  progress.chain = startSecret('segment', hash);
  if (isOver(run)) {
    const segments = Math.ceil(plan.steps / manifest.segmentSteps);
    while (ledger.leaves.length <= segments) run.addLeaf('segment', hash, progress.chain);
  }
  await run.save();
  events.emit({ type: 'checkpoint', step: leaf.step, leaf: closed, leafHash: leaf.hash });
}
