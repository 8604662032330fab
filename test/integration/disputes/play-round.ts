import { commitFinding, drawJury, findingHash, readDispute, readJury, revealFinding } from '@cultivar/sdk';
import type { Finding } from '@cultivar/sdk';
import { sha256 } from '@cultivar/sdk/spec';
import type { Address } from 'viem';
import type { DisputeMarket } from './dispute-market.ts';
import type { SubmittedJob } from './submitted-job.ts';

/**
 * Draws the jury of a round and lets it vote, to the end of the reveals.
 *
 * @param findingOf What the juror at a place has found; undefined for one that stays silent.
 * @returns the jurors by their places
 */
export async function playRound(
  market: DisputeMarket,
  { about }: SubmittedJob,
  index: bigint,
  findingOf: (place: number, jurors: readonly Address[]) => Finding | undefined,
): Promise<readonly Address[]> {
  const { deployment, client, mined, keeper } = market;
  const at = { deployment, jobId: about.jobId, index };
  await market.mine(market.parameters.disputes.seedDelayBlocks + 1);
  await mined(drawJury(keeper, { ...at, ...about, jury: await readJury(client, at) }));
  const jury = await readJury(client, at);
  const { round, phaseEndsAt, revealEndsAt } = (await readDispute(client, at))!;
  const jurors = round === 1 ? jury.first : jury.second;
  const voters = jurors.flatMap((juror, place) => {
    const finding = findingOf(place, jurors);
    return finding === undefined ? [] : [{ juror, place, finding }];
  });
  await Promise.all(
    voters.map(({ juror, place, finding }) => {
      const commitment = findingHash(deployment, { ...at, juror, finding, salt: saltOf(juror) });
      return mined(commitFinding(market.drawn(juror), { ...at, jury, place: BigInt(place), commitment }));
    }),
  );
  await market.until(phaseEndsAt);
  await Promise.all(
    voters.map(({ juror, place, finding }) =>
      mined(
        revealFinding(market.drawn(juror), {
          ...{ ...at, jury, place: BigInt(place), finding, salt: saltOf(juror) },
        }),
      ),
    ),
  );
  await market.until(revealEndsAt);
  return jurors;
}

const saltOf = (juror: Address) => sha256(new TextEncoder().encode(`salt of ${juror}`));
