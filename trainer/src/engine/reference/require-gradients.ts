import { disk } from '#disk';
import { machine } from '#machine';
import { createSha256 } from '#sha256';
import { canonicalJson } from '@cultivar/sdk/spec';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import { layerGraphs } from '../decoder/layer-graphs.ts';
import type { Layout } from '../decoder/full-layout.ts';
import type { Precision } from '../executor/executor-choice.ts';
import type { Executor } from '../executor/executor.ts';
import type { Saving } from '../graph/split-graph.ts';
import { toHex } from '../../hash/to-hex.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import { checkGradients } from './check-gradients.ts';
import type { GradientCheck } from './check-gradients.ts';
import { GradientError } from './gradient-error.ts';

/** Largest relative L2 distance of an f32 gradient to the one in double precision; rounding alone makes 7e-7. */
const DISTANCE_LIMIT = 2e-6;
/** The same for a bias: a sum over all tokens, which for keys all but cancels. */
const BIAS_DISTANCE_LIMIT = 1e-5;
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
  layout: Layout,
  saving: Saving,
  cacheDir?: string,
): Promise<void> {
  const graphs = layerGraphs(config, layout, saving);
  // What is remembered names the CPU; a GPU is checked every time.
  const remembers = executor.id !== 'ort-webgpu';
  const passed = remembers && cacheDir && `${cacheDir}/gradients-${fingerprint(executor, graphs)}`;
  if (passed && (await disk.read(passed))) return;
  const programs = {
    forward: await executor.compile(graphs.forward),
    backward: await executor.compile(graphs.backward),
  };
  const checks = await checkGradients(config, layout, graphs, programs, executor);
  await Promise.all([programs.forward.release(), programs.backward.release()]);
  for (const check of checks) requireOne(check, executor.precision);
  if (!cacheDir || !passed) return;
  await disk.makeFolder(cacheDir);
  await disk.write(passed, '');
}

// Both written so that NaN fails.
function requireOne({ tensor, distance, cosine }: GradientCheck, precision: Precision): void {
  const limit = tensor.includes('.bias.') ? BIAS_DISTANCE_LIMIT : DISTANCE_LIMIT;
  if (precision === 'f32' && !(distance <= limit)) {
    throw new GradientError(tensor, 'distance', distance, limit);
  }
  if (precision === 'bf16' && !(cosine >= COSINE_LIMIT)) {
    throw new GradientError(tensor, 'cosine', cosine, COSINE_LIMIT);
  }
}

function fingerprint(executor: Executor, graphs: ReturnType<typeof layerGraphs>): string {
  const { id, version, precision } = executor;
  const checked = { executor: id, version, precision, cpu: machine.cpu() };
  const digest = createSha256()
    .update(canonicalJson(checked))
    .update(encodeModel(graphs.forward))
    .update(encodeModel(graphs.backward))
    .digest();
  return toHex(digest).slice(2, 18);
}
