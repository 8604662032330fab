import { expect } from 'vitest';
import type { Address } from 'viem';
import { digest } from './digest.ts';
import { resolve, seats } from './dispute-play.ts';
import type { Dispute } from './dispute-play.ts';
import { PARAMETERS } from './dispute-stage.ts';
import type { DisputeStage } from './dispute-stage.ts';
import { PHASE } from './dispute-words.ts';
import { BOND } from './disputed-job.ts';
import { moneyMoved } from './money-moved.ts';
import type { Change, Moved } from './money-moved.ts';
import type { Finding } from './trace.ts';

const { challengeBondWei, juryFeeWei, bountyWei, sliceWei } = PARAMETERS.disputes;

/** What the leaf's node found, as a juror of the round shows it. */
export const right = ({ job, index, jury }: Dispute): Finding =>
  job.trace.finding(Number(index), jury.second.length === 0 ? 'first' : 'second');

/** A finding that is not the node's. */
export const wrong = (name = 'other'): Finding => ({
  stateHash: digest(name),
  proof: digest(`${name} proof`),
});

/** What happens to a juror: only freed, freed and paid, freed less a slice. */
export const FREED: Change = { locked: -sliceWei };
export const PAID: Change = { credit: juryFeeWei, locked: -sliceWei };
export const CUT: Change = { stake: -sliceWei, locked: -sliceWei };

/** The same for jurors at these places. */
export const jurors = (places: readonly number[], change: Change): Record<string, Change> =>
  Object.fromEntries(places.map((place) => [`juror ${place}`, change]));

/** What a refuted node loses, and who but the jury has what of it. */
export const refuted = (paid: bigint, slices: bigint, compensation = 0n): Record<string, Change> => ({
  node: { stake: -BOND, locked: -BOND },
  challenger: { credit: challengeBondWei + bountyWei },
  burnt: { credit: BOND - paid * juryFeeWei - bountyWei - compensation + slices * sliceWei },
});

/** What resolving the dispute moves; jurors of the round that votes are called by their places. */
export function endMoved(p: DisputeStage, dispute: Dispute): Promise<Moved> {
  const seated = Object.entries(seats(dispute)).map(([place, juror]) => [`juror ${place}`, juror]);
  const parties: Record<string, Address> = {
    requester: p.accounts.requester.account.address,
    node: p.accounts.node.account.address,
    challenger: dispute.jury.challenger,
  };
  return moneyMoved(p, { ...Object.fromEntries(seated), ...parties }, () => resolve(p, dispute));
}

/** The dispute has ended so, and its job is in this state. */
export async function expectEnd(p: DisputeStage, dispute: Dispute, outcome: number, state: number) {
  const { job, index } = dispute;
  const stored = await p.disputes.read.disputeOf([job.jobId, index]);
  expect(stored).toMatchObject({ phase: PHASE.Ended, outcome });
  expect((await p.escrow.read.jobOf([job.jobId])).state).toBe(state);
}
