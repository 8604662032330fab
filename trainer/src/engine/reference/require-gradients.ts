import { createHash } from 'node:crypto';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import type { LoraLayout } from '../decoder/lora-layout.ts';
import { cpuModel } from '../class/cpu-model.ts';
import type { Precision } from '../executor/executor-choice.ts';
import type { Executor } from '../executor/executor.ts';
import type { Saving } from '../graph/split-graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { checkGradients } from './check-gradients.ts';
import type { GradientCheck } from './check-gradients.ts';
import { GradientError } from './gradient-error.ts';

/** Largest relative L2 distance of an f32 gradient to the one in double precision; rounding alone makes 7e-7. */
const DISTANCE_LIMIT = 2e-6;
/** Smallest cosine of a bf16 gradient to it; rounding alone makes 0.9999. */
const COSINE_LIMIT = 0.9995;

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
  const checks = await checkGradients(config, layout, graphs, programs, executor.precision);
  await Promise.all([programs.forward.release(), programs.backward.release()]);
  for (const check of checks) requireOne(check, executor.precision);
  if (!cacheDir || !passed) return;
  await mkdir(cacheDir, { recursive: true });
  await writeFile(passed, '');
}

// Both written so that NaN fails.
function requireOne({ tensor, distance, cosine }: GradientCheck, precision: Precision): void {
  if (precision === 'f32' && !(distance <= DISTANCE_LIMIT)) {
    throw new GradientError(tensor, 'distance', distance, DISTANCE_LIMIT);
  }
  if (precision === 'bf16' && !(cosine >= COSINE_LIMIT)) {
    throw new GradientError(tensor, 'cosine', cosine, COSINE_LIMIT);
  }
}

function fingerprint(executor: Executor, graphs: ReturnType<typeof layerGraphs>): string {
  const { id, version, precision } = executor;
  const machine = { executor: id, version, precision, cpu: cpuModel() };
  return createHash('sha256')
    .update(canonicalJson(machine))
    .update(encodeModel(graphs.forward))
    .update(encodeModel(graphs.backward))
    .digest('hex')
    .slice(0, 16);
}
