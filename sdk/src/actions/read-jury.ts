import { zeroHash } from 'viem';
import { getContractEvents } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import type { Jury } from '../contracts/contract-types.ts';
import { disputesAbi } from '../generated/abi.ts';
import { NotFoundError } from '../not-found-error.ts';

/**
 * Reads who accuses, what is judged and by whom from the chain's log, as the calls about a dispute want it: the leaf is 0
 * before it was opened, a jury empty before it was drawn.
 *
 * @throws NotFoundError when there is no such dispute.
 */
export async function readJury(
  client: ReadClient,
  { deployment, jobId, index }: On<{ jobId: bigint; index: bigint }>,
): Promise<Jury> {
  const filter = {
    abi: disputesAbi,
    address: deployment.addresses.disputes,
    args: { jobId, index },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  } as const;
  const [[challenged], [opened], drawn] = await Promise.all([
    getContractEvents(client, { ...filter, eventName: 'ChallengeOpened' }),
    getContractEvents(client, { ...filter, eventName: 'LeavesOpened' }),
    getContractEvents(client, { ...filter, eventName: 'JurorsDrawn' }),
  ]);
  if (!challenged) throw new NotFoundError(`dispute about leaf ${index} of job`, jobId);
  const [first = [], second = []] = drawn.map((event) => event.args.jurors);
  const { challenger } = challenged.args;
  return { challenger, leaf: opened?.args.leaf ?? zeroHash, first, second };
}
