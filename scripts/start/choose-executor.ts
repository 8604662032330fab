import { join } from 'node:path';
import { inspectExecutors } from '@cultivar/trainer';
import { fetchOpenVino, FetchError } from '@cultivar/trainer/fetch';
import type { ServiceContext } from './local-services.ts';

/** What the local node trains with. */
export type ChosenExecutor = {
  /** Class of the fastest executor whose gradients are right: that of the main job. */
  className: string;
  /** Every class that this machine trains in. */
  classNames: string[];
  /** Where OpenVINO's libraries are, when they could be had. */
  openVinoDir: string | undefined;
};

/** Gets OpenVINO, which is faster but never needed, and takes the fastest executor that computes right. */
export async function chooseExecutor(
  { settings, progress }: ServiceContext,
  signal: AbortSignal,
): Promise<ChosenExecutor> {
  const step = progress.step('Executor');
  try {
    const openVinoDir = await fetchOpenVino({
      cacheDir: join(settings.root, '.cache'),
      localPath: process.env.CULTIVAR_OPENVINO,
      onProgress: ({ file }) => step.detail(`OpenVINO from the Python package: ${file}`),
      signal,
    }).catch((error: unknown) => {
      if (!(error instanceof FetchError)) throw error;
      progress.line(`    training without it: ${error.message}`);
      return undefined;
    });
    step.detail('checking gradients');
    const cacheDir = join(settings.root, '.cache', 'gradients');
    const { findings, chosen } = await inspectExecutors({ openVinoDir, cacheDir, signal });
    if (!chosen)
      throw new Error(`no executor computes right here: ${findings.map(({ reason }) => reason).join('; ')}`);
    step.done(`${chosen.executor}, class ${chosen.class}`);
    const classNames = findings.flatMap((finding) => finding.class ?? []);
    return { className: chosen.class, classNames, openVinoDir };
  } catch (error) {
    step.fail(signal.aborted ? 'interrupted' : 'none');
    throw error;
  }
}
