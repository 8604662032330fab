import { join } from 'node:path';
import { inspectExecutors, trainingClass } from '@cultivar/trainer';
import type { Logger } from 'pino';
import type { NodeConfig } from './config/node-config.ts';

/**
 * The determinism classes that this machine trains in, fastest first. Without OpenVINO's libraries there is one, and its
 * gradients are checked when a run begins; otherwise each is checked now, or was before.
 */
export async function offeredClasses(
  { dir, openVinoDir }: Pick<NodeConfig, 'dir' | 'openVinoDir'>,
  logger: Pick<Logger, 'warn'>,
  signal?: AbortSignal,
): Promise<string[]> {
  if (openVinoDir === undefined) return [trainingClass()];
  const { findings } = await inspectExecutors({
    openVinoDir,
    cacheDir: join(dir, 'checks'),
    ...(signal ? { signal } : {}),
  });
  for (const { executor, state, reason } of findings) {
    if (state === 'failed') logger.warn({ executor, reason }, 'executor is not used');
  }
  return findings.flatMap((finding) => finding.class ?? []);
}
