import type { Hex, JobManifest } from '@cultivar/sdk/spec';
import { isPythonClass } from '@cultivar/trainer';
import type { TrainRequest } from '@cultivar/trainer';
import type { JobInputs } from './fetch-inputs.ts';
import { teacherOf } from './teacher-of.ts';

/** What the machine has for a trainer. */
export type Machine = Pick<TrainRequest, 'threads' | 'openVinoDir' | 'python'>;

/** What the trainer is told: the job, where its inputs lie, where to write, what the machine has. */
export function trainRequest(
  job: { chainId: number; escrow: Hex; jobId: bigint; requester: Hex },
  spec: JobManifest,
  inputs: JobInputs,
  outDir: string,
  { python, ...machine }: Machine,
): TrainRequest {
  const teacher = teacherOf(spec);
  return {
    provenance: { chainId: job.chainId, escrow: job.escrow, jobId: String(job.jobId) },
    requester: job.requester,
    title: spec.name,
    parents: [
      { role: 'base', ...spec.base },
      ...spec.datasets.map(({ asset, manifest }) => ({ role: 'dataset' as const, asset, manifest })),
      ...(teacher ? [{ role: 'teacher' as const, ...teacher }] : []),
    ],
    manifest: spec,
    modelFiles: inputs.model.files,
    ...(inputs.teacher ? { teacherFiles: inputs.teacher.files } : {}),
    datasets: inputs.datasets.map(({ digest, manifest, files }) => ({
      manifest: digest,
      format: manifest.dataset.format,
      files,
    })),
    outDir,
    ...machine,
    ...(python && isPythonClass(spec.class) ? { python } : {}),
  };
}
