import { resolve } from 'node:path';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { Recompute } from '../engine/lanes/recompute.ts';
import type { TrainRequest } from '../run/train-request.ts';
import { buildJob, filesDigest, LOCAL_CHAIN_ID, NOBODY } from './build-job.ts';
import { chooseEngine } from './choose-engine.ts';
import type { EngineFlags } from './choose-engine.ts';
import type { DataFlags } from './data-options.ts';
import { findData } from './find-data.ts';
import { cacheDirOf, findModel } from './find-model.ts';
import type { JobFlags } from './job-options.ts';
import type { Surroundings } from './surroundings.ts';

/** What `run` and `plan` are told. */
export type RequestFlags = DataFlags &
  JobFlags &
  EngineFlags & { out: string; threads?: number; recompute?: Recompute };

/**
 * The request that flags make.
 *
 * @param readJob Reads the job instead of building it from the flags; given the digests of the datasets.
 */
export async function requestOf(
  flags: RequestFlags,
  surroundings: Surroundings,
  readJob?: (datasets: readonly string[]) => Promise<JobManifest>,
): Promise<TrainRequest> {
  const modelFiles = await findModel(flags.model, surroundings);
  const teacherFiles = flags.teacher === undefined ? undefined : await findModel(flags.teacher, surroundings);
  const datasets = await findData(flags);
  const { class: className, ...engine } = await chooseEngine(flags, surroundings);
  const digests = {
    model: await filesDigest(modelFiles),
    ...(teacherFiles ? { teacher: await filesDigest(teacherFiles) } : {}),
    class: className,
    datasets: await Promise.all(datasets.map(({ files }) => filesDigest(files))),
  };
  const manifest = readJob ? await readJob(digests.datasets) : await buildJob(flags, datasets, digests);
  return {
    provenance: { chainId: LOCAL_CHAIN_ID, escrow: NOBODY, jobId: '0' },
    ...{ requester: NOBODY, title: manifest.name, parents: [], manifest, modelFiles },
    datasets: datasets.map(({ format, files }, i) => ({
      manifest: manifest.datasets[i]!.manifest,
      format,
      files,
    })),
    ...(teacherFiles ? { teacherFiles } : {}),
    outDir: resolve(flags.out),
    cacheDir: cacheDirOf(surroundings.env),
    ...engine,
    ...(flags.threads === undefined ? {} : { threads: flags.threads }),
    ...(flags.recompute === undefined ? {} : { recompute: flags.recompute }),
  };
}
