import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { parseManifest, proofOf } from '@cultivar/sdk/spec';
import type { Hex, ProofStage, TraceManifest } from '@cultivar/sdk/spec';
import { CHECKPOINT_FOLDER, checkpointName } from '../run/checkpoint.ts';
import { readLedger } from '../run/ledger.ts';
import { openReplay } from '../run/open-replay.ts';
import type { Replay } from '../run/open-replay.ts';
import { TrainError } from '../run/train-error.ts';
import { positiveInteger, wholeNumber } from './numbers.ts';
import { readRequest } from './read-request.ts';
import { showReplayedLeaf } from './show/show-replayed-leaf.ts';
import { stopSignal } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';
import { REQUEST_FILE } from './train-request.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train replay my-adapter
  cultivar-train replay my-adapter --leaf 3 --proof audit
  cultivar-train replay --request request.json --trace trace.json --leaf 3 --checkpoint step-000100.state

It ends with 0 when every leaf is the trace's, with 5 when one is not.
`;

type Flags = {
  leaf?: number;
  request?: string;
  trace?: string;
  checkpoint?: string;
  proof?: ProofStage;
  threads?: number;
};

/** `replay`: computes segments of a run again, and compares them with its trace. */
export function replayCommand(surroundings: Surroundings): Command {
  return new Command('replay')
    .description('Compute leaves of a run again and compare them with its trace.')
    .argument('[folder]', 'a finished or half-finished run')
    .option('--leaf <index>', 'this leaf alone; 0 is the inputs; default all that the trace has', wholeNumber)
    .option('--request <file>', 'the job and its inputs; default request.json of the folder')
    .option(
      '--trace <file>',
      "the trace's manifest; default trace.json of the folder, or what the run reached",
    )
    .option('--checkpoint <file>', 'the state that the leaf follows; default the folder’s')
    .addOption(
      new Option('--proof <stage>', 'print what an auditor or juror reveals').choices([
        ...['audit', 'first', 'second'],
      ]),
    )
    .option('--threads <count>', 'cores to work on; the result does not depend on it', positiveInteger)
    .addHelpText('after', EXAMPLES)
    .action((folder: string | undefined, flags: Flags) => replayRun(folder, flags, surroundings));
}

type Leaves = TraceManifest['leaves'];

async function replayRun(folder: string | undefined, flags: Flags, surroundings: Surroundings) {
  if (flags.checkpoint !== undefined && flags.leaf === undefined)
    throw new UsageError('--checkpoint needs --leaf', 'Say which leaf follows that state.');
  const leaves = await leavesOf(folder, flags.trace);
  const missing = new UsageError('there is no request', 'Name the folder of a run, or a --request.');
  const request = await readRequest(flags.request ?? join(folder ?? '.', REQUEST_FILE), missing);
  const { signal, release } = stopSignal(() => undefined);
  const threads = flags.threads === undefined ? {} : { threads: flags.threads };
  const replay = await openReplay({ ...request, ...threads }, { signal }).catch((error: unknown) => {
    release();
    throw error;
  });
  try {
    const wanted = flags.leaf === undefined ? leaves.map((_, i) => i) : [...new Set([0, flags.leaf])];
    const different: number[] = [];
    for (const index of wanted) {
      if (!(await isEqual(replay, index, leaves, folder, flags, surroundings))) different.push(index);
    }
    if (different.length > 0) throw differs(different, wanted.length);
  } finally {
    release();
    await replay.close();
  }
}

async function isEqual(
  replay: Replay,
  index: number,
  leaves: Leaves,
  folder: string | undefined,
  { checkpoint, proof }: Flags,
  surroundings: Surroundings,
): Promise<boolean> {
  const known = leaves[index];
  const start = replay.startOf(index);
  const bytes = start === 0 ? undefined : await stateOf(leaves[start], start, folder, checkpoint);
  const leaf = await replay.replay(index, bytes);
  const equal = known?.stateHash === leaf.stateHash && known.seal === leaf.seal;
  const shown = proof === undefined ? {} : { proof: proofOf(leaf.secret, proof) };
  const { stage, step, stateHash, seal } = leaf;
  showReplayedLeaf({ index, stage, step, stateHash, seal, ...shown, equal, known }, surroundings);
  return equal;
}

/** The state of a leaf, which must be the one that the trace commits to. */
async function stateOf(
  leaf: Leaves[number] | undefined,
  index: number,
  folder: string | undefined,
  checkpoint: string | undefined,
): Promise<Uint8Array> {
  if (!leaf) throw new UsageError(`the trace has no leaf ${index}`, 'Choose a --leaf that it has.');
  const path = checkpoint ?? join(folder ?? '.', CHECKPOINT_FOLDER, checkpointName(leaf.step));
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${path} cannot be read (${error.code ?? error.message})`,
      'Name the state by --checkpoint.',
    );
  });
  const found: Hex = `0x${createHash('sha256').update(bytes).digest('hex')}`;
  if (found !== leaf.stateHash) {
    const what = `${path} hashes to ${found}, leaf ${index} names ${leaf.stateHash}`;
    throw new TrainError('replay_differs', what, 'The trace does not lead from this state.');
  }
  return bytes;
}

/** The leaves to compare with: of the published trace, or of a run that has none yet. */
async function leavesOf(folder: string | undefined, trace: string | undefined): Promise<Leaves> {
  const path = trace ?? join(folder ?? '.', 'trace.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return parseManifest(JSON.parse(text), 'trace').leaves;
  const ledger = trace === undefined && folder !== undefined ? await readLedger(folder) : undefined;
  if (!ledger) throw new UsageError(`${path} is no trace`, 'Name the folder of a run, or a --trace.');
  return ledger.leaves;
}

function differs(different: readonly number[], wanted: number): TrainError {
  return new TrainError(
    'replay_differs',
    `${different.length} of ${wanted} leaves differ: ${different.join(', ')}`,
    different.includes(0)
      ? 'The inputs at hand are not those that the trace commits to.'
      : 'The run was not done as its trace says, or on a machine of another class.',
  );
}
