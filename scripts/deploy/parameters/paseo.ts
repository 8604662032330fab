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
    bondBps: 20_000,
    minBondWei: parseEther('1'),
  },
  // Window 24 h and at most 72 h of dispute, with a margin.
  nodes: { minStakeWei: parseEther('100'), unbondingSeconds: 7 * 24 * 3600 },
  currencies: [],
  classes: [],
  governance: { delaySeconds: 4 * 24 * 3600 },
};
