import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestDigest } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { Evaluation } from '../eval/held-out-loss.ts';
import { evaluationCommitment } from './evaluation-commitment.ts';
import { exportAdapter } from './export-adapter.ts';
import { exportCommitment } from './export-commitment.ts';
import type { LedgerLeaf } from './ledger.ts';
import { measure } from './measure.ts';
import { openRun } from './open-run.ts';
import type { Run } from './open-run.ts';
import { heldTokens } from './held-tokens.ts';
import { playSegment } from './play-segment.ts';
import { TrainError } from './train-error.ts';
import type { TrainRequest } from './train-request.ts';
import { decodeState, encodeState, stateHash } from './training-state.ts';

/** A leaf computed again, and the hash of the state that it was computed from. */
export type ReplayedLeaf = LedgerLeaf & { index: number; from: Hex };

/** A job opened to compute leaves of its trace again. */
export type Replay = {
  /** Leaves of the trace: the inputs, the segments, the evaluation where rows are held out, the export. */
  readonly leaves: number;
  /** Leaf 0, computed from the files at hand. A trace that begins with another one was made of other inputs. */
  readonly inputs: ReplayedLeaf;
  /** The leaf whose state leaf `index` is computed from: the one before; for evaluation and export the last segment's. */
  startOf(index: number): number;
  /**
   * Computes a leaf again.
   *
   * @param index Its place in the trace.
   * @param state The encoded state of the leaf `startOf(index)`. Leaf 0 needs none, leaf 1 can make its own.
   * @throws TrainError `request_refused` when there is no such leaf, or it does not follow that state.
   */
  replay(index: number, state?: Uint8Array): Promise<ReplayedLeaf>;
  close(): Promise<void>;
};

/**
 * Opens a job as a run does, but in a temporary folder: what a run wrote itself is neither needed nor looked at.
 *
 * @param options.workDir Where the folder is made; default the system's temporary folder.
 * @throws as a run does, when its inputs are refused.
 */
export async function openReplay(
  request: TrainRequest,
  { workDir = tmpdir(), signal }: { workDir?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Replay> {
  const outDir = await mkdtemp(join(workDir, 'cultivar-replay-'));
  try {
    const run = await openRun({ ...request, outDir }, signal);
    return replayOf(run, initialState(run), signal, () => rm(outDir, { recursive: true, force: true }));
  } catch (error) {
    await rm(outDir, { recursive: true, force: true });
    throw error;
  }
}

function replayOf(
  run: Run,
  initial: Uint8Array,
  signal: AbortSignal | undefined,
  remove: () => Promise<void>,
): Replay {
  const { engine, ledger, manifest, plan, state } = run;
  const inputs: ReplayedLeaf = { ...ledger.leaves[0]!, index: 0, from: ledger.checkpoint };
  const segments = Math.ceil(plan.steps / manifest.segmentSteps);
  const leaves = 1 + segments + (run.data.heldOut.length > 0 ? 1 : 0) + 1;
  const startOf = (index: number) => Math.max(0, Math.min(index - 1, segments));
  let before: Evaluation | undefined;
  return {
    ...{ leaves, inputs, startOf },
    async replay(index, bytes) {
      if (index === 0) return inputs;
      if (!Number.isInteger(index) || index < 0 || index >= leaves)
        throw refused(`there is no leaf ${index}: the trace has ${leaves}`);
      if (index > segments) {
        decodeState(initial, engine.layout, state);
        before ??= await measureWhere(run, signal);
      }
      load(run, startOf(index), startOf(index) === 0 ? (bytes ?? initial) : bytes);
      const from = stateHash(state, engine.layout);
      if (index === 1 && from !== ledger.checkpoint) throw refused('it is not the initial state');
      // A leaf is hashed with its place.
      ledger.leaves = Array<LedgerLeaf>(index).fill(inputs);
      return { ...(await compute(run, index, segments, from, before, signal)), index, from };
    },
    async close() {
      await run.close();
      await remove();
    },
  };
}

async function compute(
  run: Run,
  index: number,
  segments: number,
  from: Hex,
  before: Evaluation | undefined,
  signal: AbortSignal | undefined,
): Promise<LedgerLeaf> {
  const { engine, ledger, progress, state } = run;
  if (index <= segments) {
    await playSegment(run, signal);
    return run.addLeaf('segment', stateHash(state, engine.layout), progress.chain);
  }
  const after = await measureWhere(run, signal);
  if (before && after && index === segments + 1) {
    const { stateHash: hash, secret } = evaluationCommitment(from, before, after);
    return run.addLeaf('evaluation', hash, secret);
  }
  ledger.evaluations = before && after ? [before, after] : [];
  progress.tokens = tokensUpTo(run);
  const { manifest } = await exportAdapter(run);
  const { stateHash: hash, secret } = exportCommitment(manifestDigest(manifest), state.parameters);
  return run.addLeaf('export', hash, secret);
}

/** The held-out loss of the state, where rows are held out. */
async function measureWhere(run: Run, signal?: AbortSignal): Promise<Evaluation | undefined> {
  return run.data.heldOut.length > 0 ? measure(run, signal) : undefined;
}

/** Puts the run at an encoded state of leaf `leaf`. */
function load({ engine, manifest, plan, state }: Run, leaf: number, bytes: Uint8Array | undefined): void {
  if (!bytes) throw refused(`the state of leaf ${leaf} is needed`);
  try {
    decodeState(bytes, engine.layout, state);
  } catch (error) {
    throw refused(`the state is of another job or damaged (${(error as Error).message})`);
  }
  const step = Math.min(plan.steps, leaf * manifest.segmentSteps);
  const ended = state.patience !== undefined && state.step < step;
  if (state.step !== step && !ended)
    throw refused(`the state is of step ${state.step}, leaf ${leaf} ends with step ${step}`);
}

function refused(what: string): TrainError {
  return new TrainError('request_refused', what, 'Bring the checkpoint of the leaf that the trace names.');
}

/** The state of leaf 0 as it is written down. */
function initialState({ engine, state }: Run): Uint8Array {
  return Buffer.concat(encodeState(state, engine.layout));
}

function tokensUpTo({ plan, state }: Run): number {
  let tokens = 0;
  for (let step = 1; step <= state.step; step++)
    for (const sequence of plan.take(step).sequences) tokens += heldTokens(sequence);
  return tokens;
}
