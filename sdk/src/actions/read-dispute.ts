import type { Hex } from 'viem';
import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { DISPUTE_OUTCOMES, DISPUTE_PHASES, wordFor } from '../contracts/words.ts';
import type { DisputeOutcome, DisputePhase } from '../contracts/words.ts';
import { disputesAbi } from '../generated/abi.ts';

/** A dispute as the chain has it; times in seconds. */
export type DisputeFacts = {
  phase: DisputePhase;
  /** `none` until it has ended. */
  outcome: DisputeOutcome;
  /** 1 for the first jury, 2 for the second; 0 before a draw. */
  round: number;
  /** Whether the challenger's bond is locked stake instead of a payment. */
  isBondStake: boolean;
  /** Bit i: juror i of the round has revealed. */
  revealed: number;
  openedAt: number;
  /** Until when the phase's move may be made; while voting, the end of the commitments. */
  phaseEndsAt: number;
  /** While voting: until when jurors may reveal. */
  revealEndsAt: number;
  /** While drawing: the block whose hash draws. */
  seedBlock: number;
  juryHash: Hex;
};

/** Reads a dispute; undefined when there is none about the index. */
export async function readDispute(
  client: ReadClient,
  { deployment, jobId, index }: On<{ jobId: bigint; index: bigint }>,
): Promise<DisputeFacts | undefined> {
  const dispute = await readContract(client, {
    abi: disputesAbi,
    address: deployment.addresses.disputes,
    functionName: 'disputeOf',
    args: [jobId, index],
  });
  const phase = wordFor(DISPUTE_PHASES, dispute.phase);
  if (phase === 'none') return undefined;
  return {
    phase,
    outcome: wordFor(DISPUTE_OUTCOMES, dispute.outcome),
    round: dispute.round,
    isBondStake: dispute.fromStake,
    revealed: dispute.revealed,
    openedAt: dispute.openedAt,
    phaseEndsAt: dispute.phaseEndsAt,
    revealEndsAt: dispute.revealEndsAt,
    seedBlock: dispute.seedBlock,
    juryHash: dispute.juryHash,
  };
}
