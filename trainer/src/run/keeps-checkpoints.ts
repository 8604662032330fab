import type { JobManifest } from '@cultivar/sdk/spec';

/**
 * Whether the checkpoints of all segments are kept and handed over, so that anyone can replay one. Those of all weights
 * are too large: a full fine-tune keeps the last alone.
 */
export function keepsCheckpoints({ method }: Pick<JobManifest, 'method'>): boolean {
  return method === 'lora';
}
