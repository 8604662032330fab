import type { ProtocolParameters } from './parameters/protocol-parameters.ts';
import { UnfitParametersError } from './unfit-parameters-error.ts';

/**
 * Refuses parameters under which the chain's draws could not be made: the contracts draw by block hashes, which have
 * to be there still when the block is final, and every window has to outlast a change of mind of the chain.
 *
 * @throws UnfitParametersError
 */
export function checkFit({ chainId, chain, disputes }: ProtocolParameters): void {
  const { randomness, seedAgeBlocks, finalityBlocks, blockTimeMs } = chain;
  if (randomness !== 'blockhash') {
    throw new UnfitParametersError(chainId, 'its block hashes cannot be read by contracts');
  }
  if (finalityBlocks >= seedAgeBlocks) {
    throw new UnfitParametersError(
      chainId,
      `a hash is gone after ${seedAgeBlocks} blocks, before the block is final after ${finalityBlocks}`,
    );
  }
  const finalityMs = finalityBlocks * blockTimeMs;
  for (const [name, seconds] of [
    ['openingWindowSeconds', disputes.openingWindowSeconds],
    ['commitWindowSeconds', disputes.commitWindowSeconds],
    ['revealWindowSeconds', disputes.revealWindowSeconds],
    ['auditWindowSeconds', disputes.auditWindowSeconds],
  ] as const) {
    if (seconds * 1000 <= finalityMs) {
      throw new UnfitParametersError(chainId, `${name} ${seconds} is over before a block is final`);
    }
  }
}
