import { parseEther } from 'viem';
import type { ProtocolParameters } from './protocol-parameters.ts';

/** Polkadot Hub's test network: the windows and delays that a public network would have. */
export const paseoParameters: ProtocolParameters = {
  chainId: 420420417,
  licenseFeeBps: 250,
  jobs: {
    challengeWindowSeconds: 24 * 3600,
    maxClaimWindowSeconds: 7 * 24 * 3600,
    maxRunTimeSeconds: 14 * 24 * 3600,
    feeBps: 250,
    bondBps: 25_000,
    minBondWei: parseEther('3'),
  },
  disputes: {
    openingWindowSeconds: 6 * 3600,
    commitWindowSeconds: 6 * 3600,
    revealWindowSeconds: 3 * 3600,
    auditWindowSeconds: 6 * 3600,
    maxDurationSeconds: 72 * 3600,
    seedDelayBlocks: 10,
    auditRateBps: 15_000,
    challengeBondWei: parseEther('2'),
    juryFeeWei: parseEther('0.1'),
    bountyWei: parseEther('0.5'),
    sliceWei: parseEther('0.5'),
  },
  nodes: {
    minStakeWei: parseEther('100'),
    // Window 24 h, at most 72 h of audits and again of a dispute, with a margin.
    unbondingSeconds: 8 * 24 * 3600,
    ticketUnitWei: parseEther('100'),
    minTicketAgeSeconds: 96 * 3600,
  },
  currencies: [],
  classes: [],
  governance: { delaySeconds: 4 * 24 * 3600 },
};
