import { parseEther } from 'viem';
import type { ProtocolParameters } from './protocol-parameters.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What a deployment names a network by. */
export type NetworkName = 'sepolia' | 'paseo' | 'polkadotHub';

/** The public networks that have a profile, each with all that its deployment fixes. */
export const NETWORKS: Readonly<Record<NetworkName, ProtocolParameters>> = {
  /** Ethereum's test network. */
  sepolia: publicNetwork({
    chainId: 11_155_111,
    chain: { randomness: 'blockhash', seedAgeBlocks: 256, finalityBlocks: 64, blockTimeMs: 12_000 },
    unit: parseEther('0.01'),
  }),
  /** Polkadot Hub's test network. */
  paseo: publicNetwork({
    chainId: 420_420_417,
    chain: { randomness: 'blockhash', seedAgeBlocks: 256, finalityBlocks: 10, blockTimeMs: 6_000 },
    unit: parseEther('1'),
  }),
  polkadotHub: publicNetwork({
    chainId: 420_420_419,
    chain: { randomness: 'blockhash', seedAgeBlocks: 256, finalityBlocks: 10, blockTimeMs: 6_000 },
    unit: parseEther('1'),
  }),
};

/**
 * The clocks and proportions of a public network. Why the amounts stand to each other as they do is in
 * docs/evidence/economics.md; all follow from a juror's fee, a tenth of `unit`.
 */
function publicNetwork(options: {
  chainId: number;
  chain: ProtocolParameters['chain'];
  /** An amount of the native currency, in wei, that an hour of a good GPU costs by order of magnitude. */
  unit: bigint;
}): ProtocolParameters {
  const { chainId, chain, unit } = options;
  const juryFeeWei = unit / 10n;
  return {
    chainId,
    chain,
    licenseFeeBps: 250,
    jobs: {
      challengeWindowSeconds: DAY,
      maxClaimWindowSeconds: 7 * DAY,
      maxRunTimeSeconds: 14 * DAY,
      feeBps: 250,
      bondBps: 25_000,
      minBondWei: 30n * juryFeeWei,
    },
    disputes: {
      openingWindowSeconds: 6 * HOUR,
      commitWindowSeconds: 6 * HOUR,
      revealWindowSeconds: 3 * HOUR,
      auditWindowSeconds: 6 * HOUR,
      maxDurationSeconds: 72 * HOUR,
      seedDelayBlocks: 10,
      auditRateBps: 15_000,
      challengeBondWei: 20n * juryFeeWei,
      juryFeeWei,
      bountyWei: 5n * juryFeeWei,
      sliceWei: 5n * juryFeeWei,
    },
    nodes: {
      minStakeWei: 100n * unit,
      // The window, at most 72 h of audits and again of a dispute, with a margin.
      unbondingSeconds: 8 * DAY,
      ticketUnitWei: 100n * unit,
      minTicketAgeSeconds: 96 * HOUR,
    },
    currencies: [],
    classes: [],
    governance: { delaySeconds: 4 * DAY },
  };
}
