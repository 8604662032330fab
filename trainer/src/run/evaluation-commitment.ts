import { canonicalJson, sha256 } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import type { Evaluation } from '../eval/held-out-loss.ts';
import { startSecret } from './secret.ts';

/**
 * State and secret of the leaf of the held-out evaluation. They follow from the last segment's state and the inputs
 * alone, so that whoever recomputes them needs no secret of another leaf.
 */
export function evaluationCommitment(
  finalState: Hex,
  before: Evaluation,
  after: Evaluation,
): { stateHash: Hex; secret: Hex } {
  const content = canonicalJson({ state: finalState, before, after });
  return {
    stateHash: sha256(new TextEncoder().encode(content)),
    secret: startSecret('evaluation', content),
  };
}
