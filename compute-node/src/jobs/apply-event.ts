import type { Hex } from '@cultivar/sdk/spec';
import type { ChainEvent } from '../chain/chain.ts';
import { termsText } from '../chain/job-terms.ts';
import type { Journal } from '../journal/open-journal.ts';

/**
 * Writes what the escrow said to the journal. Runs inside the commit that moves the cursor, so it must not wait
 * and must bear being told the same twice.
 */
export function applyEvent(journal: Journal, account: Hex, event: ChainEvent): void {
  if (event.type === 'requested') return noteRequest(journal, event);
  const job = journal.jobs.get(event.jobId);
  if (job === undefined) return;
  const untouched = job.state === 'seen' || job.state === 'checked';
  switch (event.type) {
    case 'claimed':
      if (event.node.toLowerCase() === account.toLowerCase()) {
        journal.jobs.note(job.jobId, { priceWei: event.priceWei, deadline: event.deadline });
      } else if (untouched) {
        const reason = { code: 'claimed-by-another', message: `claimed by ${event.node}` };
        journal.jobs.advance(job.jobId, job.state, 'lost', { reason });
      }
      return;
    case 'canceled':
      if (untouched) {
        const reason = { code: 'canceled', message: 'the requester took the job back' };
        journal.jobs.advance(job.jobId, job.state, 'lost', { reason });
      }
      return;
    case 'submitted':
      if (event.node.toLowerCase() === account.toLowerCase()) {
        journal.jobs.note(job.jobId, { windowEndsAt: event.windowEndsAt });
      }
      return;
    case 'bond-released':
      journal.jobs.note(job.jobId, { bondLocked: false });
      return;
    case 'minted':
      if (job.resultDigest !== null) journal.jobs.note(job.jobId, { assetId: event.assetId });
      return;
    case 'settled':
    case 'refunded':
      // The settling service reads the escrow's own state; these only wake it.
      return;
  }
}

function noteRequest(journal: Journal, event: Extract<ChainEvent, { type: 'requested' }>): void {
  const request = termsText.write(event.terms);
  const known = journal.jobs.get(event.jobId);
  if (known !== undefined && known.request !== request) journal.jobs.unsee(event.jobId);
  journal.jobs.see({
    jobId: event.jobId,
    requester: event.terms.requester,
    specDigest: event.terms.work.specDigest,
    request,
    blockNumber: event.blockNumber,
  });
}
