import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Quote } from '../contracts/contract-types.ts';
import { jobRequest, valueOf } from '../contracts/job-request.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';
import type { RequestJobParameters } from './request-job.ts';

/** Parameters of {@link hireNode}. */
export type HireNodeParameters = {
  /** What is asked for; node, specification, class, currency, price and time to run are the quote's. */
  request: Omit<
    RequestJobParameters,
    'specDigest' | 'class' | 'targetNode' | 'currency' | 'minPrice' | 'maxPrice' | 'runSeconds'
  >;
  quote: Quote;
  /** The node's, see `signQuote`. */
  signature: Hex;
};

/** Encodes {@link hireNode} for a preview. */
export function prepareHireNode(
  deployment: Deployment,
  { request, quote, signature }: HireNodeParameters,
): PreparedCall {
  const { node: targetNode, price, specDigest, class: classId, currency, runTime } = quote;
  const quoted = { targetNode, specDigest, class: classId, currency, runSeconds: runTime };
  const job = jobRequest({ ...request, ...quoted, minPrice: price, maxPrice: price });
  return prepareCall(deployment, 'jobEscrow', 'hire', [job, quote, signature], valueOf(job));
}

/** Requests a job from a node at the price that it has quoted; the job's id is in the event `JobRequested`. */
export function hireNode(
  client: WriteClient,
  { deployment, ...parameters }: On<HireNodeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareHireNode(deployment, parameters));
}
