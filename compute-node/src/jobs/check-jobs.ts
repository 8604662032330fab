import { canonicalJson } from '@cultivar/sdk/spec';
import { termsText } from '../chain/job-terms.ts';
import type { JournalJob } from '../journal/journal-types.ts';
import { checkSpec, checkTerms } from './check-terms.ts';
import { fetchInputs } from './fetch-inputs.ts';
import { fetchManifest } from './fetch-manifest.ts';
import type { JobContext } from './job-context.ts';
import { JobRefusedError } from './job-refused-error.ts';

/**
 * Checks the jobs that were seen: terms, manifest, inputs. A job whose content cannot be fetched now stays `seen`
 * with the reason noted, and is looked at again until its claim window is over.
 */
export async function checkJobs(context: JobContext): Promise<void> {
  const { journal, logger } = context;
  for (const job of journal.jobs.unfinished()) {
    if (job.state !== 'seen' || context.signal.aborted) continue;
    try {
      const { spec } = await checkJob(context, job);
      journal.jobs.advance(job.jobId, 'seen', 'checked', {
        spec: canonicalJson(spec),
        name: spec.name,
        class: spec.class,
        reason: null,
      });
      logger.info({ job: String(job.jobId), name: spec.name }, 'job checked');
    } catch (error) {
      if (context.signal.aborted) return;
      if (error instanceof JobRefusedError) refuse(context, job, error);
      else {
        const message = (error as Error).message;
        journal.jobs.note(job.jobId, { reason: { code: 'waiting', message } });
        logger.warn({ job: String(job.jobId), reason: message }, 'job cannot be checked yet');
      }
    }
  }
}

async function checkJob(context: JobContext, job: JournalJob) {
  const { reader, policy, store, signal } = context;
  const terms = termsText.read(job.request);
  checkTerms(terms, policy, (await reader.head()).timestamp);
  const spec = await fetchManifest(store, job.specDigest, 'job', signal);
  checkSpec(spec, terms, policy);
  const { maxInputBytes } = policy;
  await fetchInputs(spec, { store, reader, folder: context.folders.inputs, maxInputBytes, signal });
  return { spec };
}

function refuse({ journal, logger }: JobContext, job: JournalJob, { code, message }: JobRefusedError): void {
  if (journal.jobs.get(job.jobId)?.state !== 'seen') return;
  journal.jobs.advance(job.jobId, 'seen', 'refused', { reason: { code, message } });
  logger.warn({ job: String(job.jobId), code, reason: message }, 'job refused');
}
