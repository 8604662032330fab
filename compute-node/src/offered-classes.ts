import { join } from 'node:path';
import { inspectExecutors, inspectPython, trainingClass } from '@cultivar/trainer';
import type { Logger } from 'pino';
import type { NodeConfig } from './config/node-config.ts';

/**
 * The determinism classes that this machine trains in: first that of the Python engine, where it is there with one GPU,
 * then those of our own executors, fastest first. Without OpenVINO's libraries there is one, and its
 * gradients are checked when a run begins; otherwise each is checked now, or was before. Last `tolerance`, where the
 * Python engine is there with any number of GPUs: whoever asks for an exact class never gets that instead.
 */
export async function offeredClasses(
  config: Pick<NodeConfig, 'dir' | 'openVinoDir' | 'python'>,
  logger: Pick<Logger, 'warn'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const { python } = config;
  const ours = await executorClasses(config, logger, signal);
  if (python === undefined) return ours;
  const report = await inspectPython(python, signal);
  if (report.state === 'absent') {
    logger.warn({ reason: report.reason }, 'the Python engine is not used');
    return ours;
  }
  const isExact = report.class !== 'tolerance' && (python.gpus ?? 1) === 1;
  return [...(isExact ? [report.class] : []), ...ours, 'tolerance'];
}

async function executorClasses(
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
