import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { Config } from '../../lib/config.ts';
import type { Job } from './job.ts';

/** Something that can be done about a job now. */
export type JobAct = {
  name: 'cancel' | 'accept' | 'finalize' | 'expire' | 'mintResult' | 'releaseBond';
  label: string;
  /** Whether only the requester may do it. */
  own: boolean;
  intent: TransactionIntent;
};

type Moment = { account: string | undefined; nowSeconds: number };

/** What the contract would let this account do now, the act that matters most first. */
export function jobActs(job: Job, { account, nowSeconds }: Moment, config: Config): JobAct[] {
  const own = account?.toLowerCase() === job.requester.toLowerCase();
  const acts: JobAct[] = [];
  const add = (name: JobAct['name'], label: string, sentence: string, after: string) =>
    acts.push({
      name,
      label,
      own: name === 'accept' || (name === 'cancel' && own),
      intent: {
        title: `${label}, run #${job.jobId}`,
        sentence,
        after,
        prepare: () => callOf(name, job, config),
      },
    });

  const claimOver = nowSeconds >= job.requestedAt + job.claimWindow;
  const windowOver = job.windowEndsAt !== undefined && nowSeconds >= job.windowEndsAt;
  if (job.state === 'Open' && (own || claimOver)) {
    add(
      'cancel',
      'Cancel',
      'No node has claimed the job. It is taken back.',
      'The whole escrow is credited to the requester, who withdraws it under Yours.',
    );
  }
  if (job.state === 'Submitted' && own) {
    add(
      'accept',
      'Accept the result',
      'The node is paid now. Its bond stays locked until the challenge window ends.',
      'What the claim did not use is credited to you at once; the result can then be minted.',
    );
  }
  if (job.state === 'Submitted' && windowOver) {
    add(
      'finalize',
      'Finalize',
      'The window is over: the node is paid and its bond is free.',
      'The rest of the escrow is credited to the requester.',
    );
  }
  if (job.state === 'Claimed' && job.deadline !== undefined && nowSeconds >= job.deadline) {
    add(
      'expire',
      'Refund',
      'The node missed its deadline. Its bond is burnt.',
      'The whole escrow is credited to the requester.',
    );
  }
  if (job.state === 'Settled' && job.asset === undefined) {
    add(
      'mintResult',
      'Mint the result',
      'The adapter becomes a token of the requester, with its lineage.',
      'The token is the requester’s, whoever sends this.',
    );
  }
  if (job.state === 'Settled' && job.bondLocked && windowOver) {
    add(
      'releaseBond',
      'Free the bond',
      'The challenge window is over: the node’s bond is freed.',
      'The bond goes back to the node’s free stake.',
    );
  }
  return acts;
}

async function callOf(name: JobAct['name'], job: Job, config: Config) {
  const { jobCall } = await import('./job-call.ts');
  return jobCall(name, job.jobId, config);
}
