import { readRows } from '#read-rows';
import { canonicalJson, parseManifest, sha256 } from '@cultivar/sdk/spec';
import type { Hex, JobManifest, JobManifestInput } from '@cultivar/sdk/spec';
import type { DatasetFiles } from '../data/dataset-files.ts';
import type { ModelFile } from '../model/model-file.ts';
import { sha256File } from '../model/sha256-file.ts';
import { PRESETS } from '../presets/presets.ts';
import { adapterFlags } from './adapter-flags.ts';
import type { JobFlags } from './job-options.ts';
import { UsageError } from './usage-error.ts';

/** Rows that are counted to choose how many to hold out. */
const COUNTED_ROWS = 1_000;
/** A job of this machine alone: no chain, no account. */
export const LOCAL_CHAIN_ID = 41_337;
export const NOBODY: Hex = `0x${'00'.repeat(20)}`;
/** All weights are trained by a learning rate so many times smaller than an adapter's. */
const FULL_CALMER = 10;
const LOCAL_ASSET = `${LOCAL_CHAIN_ID}:1`;

/** The manifest of a job from flags, the preset they name, and what names its inputs and its executor. @throws ManifestError, DataError */
export async function buildJob(
  flags: JobFlags,
  datasets: readonly DatasetFiles[],
  {
    model,
    datasets: digests,
    class: className,
    teacher,
  }: { model: Hex; datasets: Hex[]; class: string; teacher?: Hex },
): Promise<JobManifest> {
  const { settings } = PRESETS[flags.template];
  const { heldOutShare, lora, optimizer, schedule, ...rest } = settings;
  const manifest: JobManifestInput = {
    ...{ cultivar: 1, kind: 'job', license: 'LicenseRef-local', files: [], creator: NOBODY },
    ...{ chainId: LOCAL_CHAIN_ID, method: flags.method ?? 'lora', class: className },
    name:
      flags.name ??
      `${flags.template} on ${datasets.map(({ files }) => files[0]!.name).join(', ')}`.slice(0, 120),
    base: { asset: LOCAL_ASSET, manifest: model },
    datasets: datasets.map(({ format, weight }, i) => ({
      ...{ asset: LOCAL_ASSET, manifest: digests[i]!, format },
      ...(weight === undefined ? {} : { weight }),
    })),
    data: {
      ...(flags.maxRows === undefined ? {} : { maxRows: flags.maxRows }),
      heldOutRows: flags.heldOut ?? (await heldOutRows(datasets, heldOutShare)),
      ...{ orderSeed: flags.seed, badRows: flags.badRows, lossOn: flags.lossOn },
    },
    ...objectiveOf(flags, teacher),
    ...adapterFlags(flags, lora),
    ...{ ...rest, sequenceLength: flags.sequenceLength ?? rest.sequenceLength },
    ...(flags.baseWeights ? { baseWeights: flags.baseWeights } : {}),
    packing: flags.packing,
    accumulation: flags.accumulation ?? rest.accumulation,
    optimizer: {
      ...optimizer,
      learningRate:
        flags.learningRate ??
        (flags.method === 'full' ? optimizer.learningRate / FULL_CALMER : optimizer.learningRate),
      weightDecay: flags.weightDecay ?? optimizer.weightDecay,
    },
    schedule: { name: flags.schedule ?? schedule.name, warmupSteps: warmupOf(flags, schedule.warmupSteps) },
    ...(flags.steps === undefined
      ? { epochs: flags.epochs ?? rest.epochs }
      : { steps: flags.steps, epochs: undefined }),
    seed: flags.seed,
    evaluation: {
      everySteps: flags.evalEvery,
      ...(flags.stopAfter === undefined
        ? {}
        : { stopAfter: { evaluations: flags.stopAfter, gain: flags.stopGain ?? 0 } }),
    },
    segmentSteps: flags.checkpointEvery,
  };
  return parseManifest(manifest, 'job');
}

/** What names the inputs in a manifest: a digest over the files' own. */
export async function filesDigest(files: readonly ModelFile[]): Promise<Hex> {
  const digests = await Promise.all(
    files.map(async ({ name, path }) => ({
      name: name.split(/[\\/]/).at(-1)!,
      sha256: await sha256File(path),
    })),
  );
  return sha256(new TextEncoder().encode(canonicalJson(digests)));
}

function objectiveOf(flags: JobFlags, teacher?: Hex): Pick<JobManifestInput, 'objective'> {
  if (flags.objective === 'dpo') return { objective: { name: 'dpo', beta: flags.beta ?? 0.1 } };
  if (flags.objective === undefined) return {};
  if (!teacher) throw new UsageError('distillation needs a teacher', 'Name a larger model by --teacher.');
  const { temperature = 2, teacherWeight: weight = 0.5 } = flags;
  const asset = { asset: LOCAL_ASSET, manifest: teacher };
  return { objective: { name: 'distillation', teacher: asset, temperature, weight } };
}

/** A short run does not spend more than a tenth of its steps on warming up, unless it is told to. */
function warmupOf({ warmup, steps }: JobFlags, usual: number): number {
  return warmup ?? (steps === undefined ? usual : Math.min(usual, Math.floor(steps / 10)));
}

async function heldOutRows(datasets: readonly DatasetFiles[], share: number): Promise<number> {
  let rows = 0;
  for (const { files } of datasets) {
    for (const file of files) {
      for await (const { row } of readRows(file)) {
        if (row > 0 && ++rows >= COUNTED_ROWS) return Math.round(COUNTED_ROWS * share);
      }
    }
  }
  return Math.max(1, Math.round(rows * share));
}
