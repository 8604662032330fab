import { getContractEvents } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { AuditDraw } from '../contracts/contract-types.ts';
import { disputesAbi } from '../generated/abi.ts';
import { NotFoundError } from '../not-found-error.ts';

/**
 * Reads the newest draw of a job's audits from the chain's log.
 *
 * @throws NotFoundError when none was drawn.
 */
export async function readAuditDraw(
  client: ReadClient,
  { deployment, jobId }: On<{ jobId: bigint }>,
): Promise<AuditDraw> {
  const draws = await getContractEvents(client, {
    abi: disputesAbi,
    address: deployment.addresses.disputes,
    eventName: 'AuditsDrawn',
    args: { jobId },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  const newest = draws.at(-1);
  if (!newest) throw new NotFoundError('draw of audits for job', jobId);
  const { auditors, indices } = newest.args;
  return { auditors, indices };
}
