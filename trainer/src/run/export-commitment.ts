import type { Hex } from '@cultivar/sdk/spec';
import { extendSecret, startSecret } from './secret.ts';

/** State and secret of the last leaf, whose state is the result itself. */
export function exportCommitment(
  resultDigest: Hex,
  parameters: Float32Array,
): { stateHash: Hex; secret: Hex } {
  return { stateHash: resultDigest, secret: extendSecret(startSecret('export', resultDigest), parameters) };
}
