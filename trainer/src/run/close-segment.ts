import type { EventLog } from './event-log.ts';
import type { Run } from './open-run.ts';
import { startSecret } from './secret.ts';
import { stateHash } from './training-state.ts';

/** Ends a segment of the trace: a leaf, a checkpoint, and a fresh secret that begins at this state. */
export async function closeSegment(run: Run, events: EventLog): Promise<void> {
  const { engine, ledger, progress, state } = run;
  const hash = stateHash(state, engine.layout);
  const leaf = run.addLeaf('segment', hash, progress.chain);
  progress.chain = startSecret('segment', hash);
  await run.save();
  events.emit({ type: 'checkpoint', step: leaf.step, leaf: ledger.leaves.length - 1, leafHash: leaf.hash });
}
