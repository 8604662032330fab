import { Router } from 'express';
import type { Request } from 'express';
import { jobStateSchema } from '@cultivar/sdk';
import { z } from 'zod';
import { ProblemError } from '../../http/problem-error.ts';
import { isUnfinished } from '../../journal/job-edges.ts';
import type { JournalJob } from '../../journal/journal-types.ts';
import type { ApiContext } from '../api-context.ts';
import { jobView } from '../job-view.ts';
import { parseBody } from '../parse-body.ts';
import { signedIn } from '../signed-in.ts';
import { streamEvents } from '../stream-events.ts';

const listQuery = z.object({
  state: jobStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z
    .string()
    .regex(/^[0-9]{1,18}$/, 'a cursor as the last page gave it')
    .optional(),
});

/** `/jobs`: what the node knows of jobs, their histories, and stopping one. */
export function jobRoutes(context: ApiContext): Router {
  const { journal, chainId } = context;
  const router = Router();

  router.get('/', (request, response) => {
    const { state, limit, before } = parseBody(listQuery, request.query);
    const jobs = journal.jobs.list({
      limit: limit + 1,
      ...(state ? { state } : {}),
      ...(before ? { before: BigInt(before) } : {}),
    });
    const page = jobs.slice(0, limit);
    const next = jobs.length > limit ? { next: String(page.at(-1)!.jobId) } : {};
    response.json({ jobs: page.map((job) => jobView(journal, chainId, job)), ...next });
  });

  router.get('/:id', (request, response) => {
    response.json(jobView(journal, chainId, find(context, request)));
  });

  router.get('/:id/events', (request, response) => {
    const job = find(context, request);
    if (request.accepts(['text/event-stream', 'application/json']) === 'application/json') {
      response.json(journal.events.read(job.jobId));
      return;
    }
    streamEvents(context, job.jobId, request, response);
  });

  router.post('/:id/cancel', (request, response) => {
    const session = signedIn(context, request);
    const job = find(context, request);
    const is = (account: string): boolean => session.account.toLowerCase() === account.toLowerCase();
    if (!is(context.account) && !is(job.requester)) {
      throw new ProblemError(
        403,
        'not-yours',
        'Not allowed',
        'Only its requester or the operator may cancel a job.',
      );
    }
    if (!isUnfinished(job.state) || job.state === 'stored' || job.state === 'submitted') {
      throw new ProblemError(409, 'too-late', 'Too late to cancel', `The job is ${job.state}.`);
    }
    // A bond hangs on a claimed job: only whoever would lose it may let it go.
    if (!is(context.account) && (job.state === 'claimed' || job.state === 'training')) {
      const detail = 'The job is claimed; the node would lose its bond. Only its operator may stop it now.';
      throw new ProblemError(409, 'bond-at-stake', 'The job is claimed', detail);
    }
    context.cancel(job.jobId);
    response.status(202).json(jobView(journal, chainId, journal.jobs.get(job.jobId)!));
  });

  return router;
}

function find({ journal, chainId }: ApiContext, request: Request): JournalJob {
  const id = String(request.params['id']);
  const [chain, jobId] = /^([1-9][0-9]{0,15}):([0-9]{1,18})$/.exec(id)?.slice(1) ?? [];
  const job = Number(chain) === chainId ? journal.jobs.get(BigInt(jobId!)) : undefined;
  if (job === undefined)
    throw new ProblemError(404, 'job-not-found', 'No such job', `This node knows no job ${id}.`);
  return job;
}
