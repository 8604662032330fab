import { parseManifest } from '@cultivar/sdk/spec';
import type { JobManifest } from '@cultivar/sdk/spec';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainRequest } from '@cultivar/trainer';
import type { JournalJob } from '../../journal/journal-types.ts';
import { fetchInputs } from '../fetch-inputs.ts';
import type { JobContext } from '../job-context.ts';
import { trainRequest } from '../train-request.ts';

/** A checked job's manifest. */
export function specOf(job: JournalJob): JobManifest {
  return parseManifest(JSON.parse(job.spec!), 'job');
}

/** The trainer's request for a job: inputs fetched (or found) and hashed again, folder made for the trainer's user. */
export async function localRequest(context: JobContext, job: JournalJob): Promise<TrainRequest> {
  const { reader, store, sandbox, signal, policy, folders } = context;
  const spec = specOf(job);
  const { maxInputBytes } = policy;
  const inputs = await fetchInputs(spec, { store, reader, folder: folders.inputs, maxInputBytes, signal });
  const outDir = join(folders.jobs, String(job.jobId));
  await mkdir(outDir, { recursive: true });
  if (sandbox.uid !== undefined) await chown(outDir, sandbox.uid, sandbox.uid);
  const of = { chainId: reader.chainId, escrow: reader.escrow, jobId: job.jobId, requester: job.requester };
  return trainRequest(of, spec, inputs, outDir, context.machine);
}
