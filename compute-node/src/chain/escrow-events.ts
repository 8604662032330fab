import { jobEscrowAbi } from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import { parseEventLogs } from 'viem';
import type { Log } from 'viem';
import type { ChainEvent } from './chain.ts';
import type { JobTerms } from './job-terms.ts';

/** Two logs make a request; one of them is missing, so the endpoint did not answer in full. */
export class LogsIncompleteError extends Error {
  override readonly name = 'LogsIncompleteError';
  readonly jobId: bigint;

  constructor(jobId: bigint) {
    super(`the endpoint gave one half of the request of job ${jobId}`);
    this.jobId = jobId;
  }
}

/**
 * The escrow's logs as events: in order and each once, however the endpoint returned them.
 *
 * @throws LogsIncompleteError when `JobRequested` came without `JobFunded`, or the other way round.
 */
export function escrowEvents(logs: readonly Log[]): ChainEvent[] {
  const parsed = parseEventLogs({ abi: jobEscrowAbi, logs: unique(logs), strict: true });
  const events: ChainEvent[] = [];
  const halves = new Map<bigint, ReturnType<typeof firstHalf>>();
  for (const log of parsed) {
    if (!('jobId' in log.args)) continue;
    const at = {
      jobId: log.args.jobId,
      blockNumber: log.blockNumber!,
      blockHash: log.blockHash!,
      logIndex: log.logIndex!,
    };
    if (log.eventName === 'JobRequested') halves.set(at.jobId, firstHalf(log.args));
    else if (log.eventName === 'JobFunded') {
      const half = halves.get(at.jobId);
      if (half === undefined) throw new LogsIncompleteError(at.jobId);
      halves.delete(at.jobId);
      const { payment, outcome } = log.args;
      events.push({ ...at, type: 'requested', terms: { ...half, payment, outcome } as JobTerms });
    } else if (log.eventName === 'JobClaimed') {
      const { node, price, deadline } = log.args;
      events.push({ ...at, type: 'claimed', node, priceWei: price, deadline: Number(deadline) });
    } else if (log.eventName === 'JobSubmitted') {
      const { node, windowEndsAt } = log.args;
      events.push({ ...at, type: 'submitted', node, windowEndsAt: Number(windowEndsAt) });
    } else if (log.eventName === 'JobSettled') events.push({ ...at, type: 'settled' });
    else if (log.eventName === 'JobCanceled') events.push({ ...at, type: 'canceled' });
    else if (log.eventName === 'JobRefunded') events.push({ ...at, type: 'refunded' });
    else if (log.eventName === 'BondReleased') events.push({ ...at, type: 'bond-released' });
    else if (log.eventName === 'ResultMinted')
      events.push({ ...at, type: 'minted', assetId: log.args.assetId });
  }
  for (const jobId of halves.keys()) throw new LogsIncompleteError(jobId);
  return events;
}

function firstHalf(args: {
  requester: Hex;
  requestedAt: number;
  version: number;
  work: JobTerms['work'];
}): Pick<JobTerms, 'requester' | 'requestedAt' | 'version' | 'work'> {
  const { requester, requestedAt, version, work } = args;
  return { requester, requestedAt, version, work };
}

function unique(logs: readonly Log[]): Log[] {
  const seen = new Map<string, Log>();
  for (const log of logs) if (log.removed !== true) seen.set(`${log.blockHash}:${log.logIndex}`, log);
  return [...seen.values()].sort(
    (a, b) => Number(a.blockNumber! - b.blockNumber!) || Number(a.logIndex!) - Number(b.logIndex!),
  );
}
