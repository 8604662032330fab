import { drawJury, readJury } from '@cultivar/sdk';
import type { Finding } from '@cultivar/sdk';
import type { Address } from 'viem';
import type { DisputeMarket } from './dispute-market.ts';
import { letVote } from './let-vote.ts';
import type { SubmittedJob } from './submitted-job.ts';

/** Draws the jury of a round and lets it vote, see `letVote`. */
export async function playRound(
  market: DisputeMarket,
  { about }: SubmittedJob,
  index: bigint,
  findingOf: (place: number, jurors: readonly Address[]) => Finding | undefined,
): Promise<readonly Address[]> {
  const { deployment, client, mined, keeper } = market;
  const on = { deployment, ...about, index };
  await market.mine(market.parameters.disputes.seedDelayBlocks + 1);
  await mined(drawJury(keeper, { ...on, jury: await readJury(client, on) }));
  return letVote(market, on, findingOf);
}
