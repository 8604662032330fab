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
    licenseFeeBps: 250,
    jobs: {
      challengeWindowSeconds: 60,
      maxClaimWindowSeconds: 24 * 3600,
      maxRunTimeSeconds: 7 * 24 * 3600,
      feeBps: 250,
      bondBps: 2_000,
      minBondWei: parseEther('0.01'),
    },
    nodes: { minStakeWei: parseEther('1'), unbondingSeconds: 300 },
    currencies: [],
    classes: classNames.map((name) => ({ name, status: 'provisional' })),
    governance: { delaySeconds: 0 },
  };
}
