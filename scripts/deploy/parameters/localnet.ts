import { parseEther } from 'viem';
import type { ProtocolParameters } from './protocol-parameters.ts';

/**
 * The local chain: windows short enough to be watched, one governor without delay.
 *
 * @param classNames Determinism classes of the nodes that will serve; `provisional`, since one node is no jury.
 */
export function localnetParameters(classNames: readonly string[]): ProtocolParameters {
  return {
    chainId: 41337,
    // Blocks come with transactions, and at least every few seconds.
    chain: { randomness: 'blockhash', seedAgeBlocks: 256, finalityBlocks: 1, blockTimeMs: 6_000 },
    licenseFeeBps: 250,
    jobs: {
      challengeWindowSeconds: 60,
      maxClaimWindowSeconds: 24 * 3600,
      maxRunTimeSeconds: 7 * 24 * 3600,
      feeBps: 250,
      bondBps: 25_000,
      minBondWei: parseEther('0.45'),
    },
    disputes: {
      openingWindowSeconds: 60,
      commitWindowSeconds: 90,
      revealWindowSeconds: 30,
      auditWindowSeconds: 90,
      maxDurationSeconds: 600,
      seedDelayBlocks: 2,
      auditRateBps: 15_000,
      challengeBondWei: parseEther('0.3'),
      juryFeeWei: parseEther('0.015'),
      bountyWei: parseEther('0.075'),
      sliceWei: parseEther('0.075'),
    },
    nodes: {
      minStakeWei: parseEther('1'),
      unbondingSeconds: 900,
      ticketUnitWei: parseEther('1'),
      minTicketAgeSeconds: 0,
    },
    currencies: [],
    classes: classNames.map((name) => ({ name, status: 'provisional' })),
    governance: { delaySeconds: 0 },
  };
}
