import { createHash } from 'node:crypto';
import type { Hex } from '@cultivar/sdk/spec';

/**
 * The sealed half of a trace leaf: a hash chain that only somebody who computed the segment knows. It is kept in
 * a file that nobody else may read and shown in no event, log or checkpoint.
 *
 * @param purpose Keeps chains of different leaves apart.
 */
export function startSeal(purpose: 'init' | 'segment' | 'evaluation' | 'export', content: string): Hex {
  return digest(`cultivar/seal/${purpose}\n`, content);
}

/** The chain after one more link: the flat gradient of an optimiser step. */
export function extendSeal(chain: Hex, gradient: Float32Array): Hex {
  const link = createHash('sha256')
    .update(new Uint8Array(gradient.buffer, gradient.byteOffset, gradient.byteLength))
    .digest('hex');
  return digest(chain, link);
}

function digest(...parts: string[]): Hex {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `0x${hash.digest('hex')}`;
}
