import { createHash } from 'node:crypto';
import { access, mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import type { LoraLayout } from '../decoder/lora-layout.ts';
import type { Executor } from '../executor/executor.ts';
import type { Saving } from '../graph/split-graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { checkGradients } from './check-gradients.ts';
import { GradientError } from './gradient-error.ts';

/** Largest relative L2 distance of an f32 gradient to the one in double precision; rounding alone makes 7e-7. */
const LIMIT = 2e-6;

/**
 * Lets a compiled layer be used only after its gradients were compared with the reference on this machine.
 *
 * @param cacheDir Where a passed check is remembered by graphs, executor and CPU; absent: checked every time.
 * @throws GradientError
 */
export async function requireGradients(
  executor: Executor,
  config: DecoderConfig,
  layout: LoraLayout,
  saving: Saving,
  cacheDir?: string,
): Promise<void> {
  const graphs = layerGraphs(config, layout, saving);
  const passed = cacheDir && join(cacheDir, `gradients-${fingerprint(executor, graphs)}`);
  if (
    passed &&
    (await access(passed).then(
      () => true,
      () => false,
    ))
  )
    return;
  const programs = {
    forward: await executor.compile(graphs.forward),
    backward: await executor.compile(graphs.backward),
  };
  const checks = await checkGradients(config, layout, graphs, programs);
  await Promise.all([programs.forward.release(), programs.backward.release()]);
  for (const { tensor, distance } of checks) {
    // Written so that NaN fails.
    if (!(distance <= LIMIT)) throw new GradientError(tensor, distance, LIMIT);
  }
  if (!cacheDir || !passed) return;
  await mkdir(cacheDir, { recursive: true });
  await writeFile(passed, '');
}

function fingerprint(executor: Executor, graphs: ReturnType<typeof layerGraphs>): string {
  const machine = { executor: executor.id, version: executor.version, cpu: os.cpus()[0]?.model ?? '' };
  return createHash('sha256')
    .update(canonicalJson(machine))
    .update(encodeModel(graphs.forward))
    .update(encodeModel(graphs.backward))
    .digest('hex')
    .slice(0, 16);
}
