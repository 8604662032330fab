import { createSha256 } from '#sha256';
import type { Hex } from '@cultivar/sdk/spec';
import { toHex } from '../hash/to-hex.ts';
import { vectorBytes } from './vector-bytes.ts';

/**
 * The secret of a trace leaf: a hash chain that only somebody who computed the segment knows. The leaf holds its hash,
 * the seal (`sealOf`). The secret is kept in a file that nobody else may read and shown in no event, log or checkpoint.
 *
 * @param purpose Keeps chains of different leaves apart.
 */
export function startSecret(purpose: 'init' | 'segment' | 'evaluation' | 'export', content: string): Hex {
  return digest(`cultivar/secret/${purpose}\n`, content);
}

/** The chain after one more link: a vector that the computation shows, as the gradient of an optimiser step. */
export function extendSecret(chain: Hex, vector: Float32Array): Hex {
  const link = createSha256();
  for (const piece of vectorBytes(vector)) link.update(piece);
  return digest(chain, toHex(link.digest()).slice(2));
}

function digest(...parts: string[]): Hex {
  const hash = createSha256();
  for (const part of parts) hash.update(part);
  return toHex(hash.digest());
}
