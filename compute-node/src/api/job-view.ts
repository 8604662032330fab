import type { NodeJob } from '@cultivar/sdk';
import type { JournalJob } from '../journal/journal-types.ts';
import type { Journal } from '../journal/open-journal.ts';

/** A journal entry as the API shows it. */
export function jobView(journal: Journal, chainId: number, job: JournalJob): NodeJob {
  const id = `${chainId}:${job.jobId}`;
  return {
    id,
    state: job.state,
    ...present('reason', job.reason),
    requester: job.requester,
    specDigest: job.specDigest,
    ...present('name', job.name),
    ...present('class', job.class),
    ...present('priceWei', job.priceWei === null ? null : String(job.priceWei)),
    ...present('deadline', job.deadline),
    ...present('progress', progress(journal, job)),
    ...present('resultDigest', job.resultDigest),
    ...present('traceRoot', job.traceRoot),
    ...present('traceManifest', job.traceManifest),
    ...present('asset', job.assetId === null ? null : `${chainId}:${job.assetId}`),
    transactions: transactions(journal, job),
    lastSeq: journal.events.lastSeq(job.jobId),
    seenAtMs: job.seenAtMs,
    updatedAtMs: job.updatedAtMs,
  };
}

function progress(journal: Journal, job: JournalJob): NodeJob['progress'] | null {
  const { started, step, finished } = journal.events.newest(job.jobId);
  if (started === undefined) return null;
  return {
    step: finished?.steps ?? step?.step ?? started.resumedFromStep,
    steps: started.steps,
    rows: started.rows,
    ...present('loss', step?.loss),
    ...present('tokensPerSecond', finished?.tokensPerSecond ?? step?.tokensPerSecond),
    ...present('secondsLeft', finished === undefined ? step?.secondsLeft : 0),
    ...present('heldOutLossBefore', finished?.heldOutLossBefore),
    ...present('heldOutLossAfter', finished?.heldOutLossAfter),
  };
}

function transactions(journal: Journal, job: JournalJob): NodeJob['transactions'] {
  const shown: NodeJob['transactions'] = {};
  for (const { act, outcome, signed } of journal.intents.ofSubject(String(job.jobId))) {
    const known = act === 'claim' || act === 'submit' || act === 'finalize' || act === 'mint';
    if (known && outcome !== 'replaced') shown[act] = signed.at(-1)!.hash;
  }
  return shown;
}

/** The field, or nothing where there is no value: absent, not null, is how the API says so. */
function present<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
