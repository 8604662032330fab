import type { Seal } from '@cultivar/sdk/graphql';
import type { SealName } from '../../ui/seal-looks.ts';

/** The seal of a job; what no settled job stands behind is somebody's word. */
export function readSeal(seal: Seal | null | undefined): SealName {
  return seal ? (seal.toLowerCase() as Lowercase<Seal>) : 'trusted';
}
