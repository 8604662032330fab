import { commitFinding, findingHash, readDispute, readJury, revealFinding } from '@cultivar/sdk';
import type { Deployment, Finding, ReadClient } from '@cultivar/sdk';
import { sha256 } from '@cultivar/sdk/spec';
import type { Address, Hash } from 'viem';
import type { Wallet } from './dispute-market.ts';

/** The chain on which a jury votes. */
export type VotingStage = {
  deployment: Deployment;
  client: ReadClient;
  mined(hash: Promise<Hash>): Promise<unknown>;
  until(timestamp: number): Promise<void>;
  /** The wallet of a node that was drawn. */
  drawn(address: Address): Wallet;
};

/**
 * Lets a drawn jury vote, to the end of the reveals.
 *
 * @param findingOf What the juror at a place has found; undefined for one that stays silent.
 * @returns the jurors by their places
 */
export async function letVote(
  { deployment, client, mined, until, drawn }: VotingStage,
  about: { jobId: bigint; index: bigint },
  findingOf: (place: number, jurors: readonly Address[]) => Finding | undefined,
): Promise<readonly Address[]> {
  const at = { deployment, ...about };
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
      return mined(commitFinding(drawn(juror), { ...at, jury, place: BigInt(place), commitment }));
    }),
  );
  await until(phaseEndsAt);
  await Promise.all(
    voters.map(({ juror, place, finding }) => {
      const vote = { ...at, jury, place: BigInt(place), finding, salt: saltOf(juror) };
      return mined(revealFinding(drawn(juror), vote));
    }),
  );
  await until(revealEndsAt);
  return jurors;
}

const saltOf = (juror: Address) => sha256(new TextEncoder().encode(`salt of ${juror}`));
