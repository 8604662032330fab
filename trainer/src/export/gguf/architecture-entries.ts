import type { DecoderConfig } from '../../model/decoder-config.ts';
import { ExportError } from '../export-error.ts';
import type { GgufEntries, GgufEntry } from './gguf-entry.ts';

/** An architecture as llama.cpp names it. */
export function ggufArchitecture({ architecture }: DecoderConfig): string {
  return architecture === 'mistral' ? 'llama' : architecture;
}

/**
 * The metadata that says a decoder's shape.
 *
 * @throws ExportError `unsupported` for what llama.cpp takes for granted otherwise and has no key for.
 */
export function architectureEntries(config: DecoderConfig): GgufEntries {
  const { ropeScaling, window, scoreCap, logitCap, headDim } = config;
  refuseOwnScale(config);
  const entries: [string, GgufEntry | undefined][] = [
    ['context_length', { u32: config.contextLength }],
    ['embedding_length', { u32: config.hiddenSize }],
    ['block_count', { u32: config.layers }],
    ['feed_forward_length', { u32: config.intermediateSize }],
    ['attention.head_count', { u32: config.heads }],
    ['attention.head_count_kv', { u32: config.keyValueHeads }],
    ['attention.key_length', { u32: headDim }],
    ['attention.value_length', { u32: headDim }],
    ['attention.layer_norm_rms_epsilon', { f32: config.normEpsilon }],
    ['vocab_size', { u32: config.vocabularySize }],
    ['rope.dimension_count', { u32: headDim }],
    ['rope.freq_base', { f32: config.ropeBase }],
    ['rope.scaling.type', ropeScaling?.type === 'linear' ? { text: 'linear' } : undefined],
    ['rope.scaling.factor', ropeScaling?.type === 'linear' ? { f32: ropeScaling.factor } : undefined],
    ['attn_logit_softcapping', scoreCap === undefined ? undefined : { f32: scoreCap }],
    ['final_logit_softcapping', logitCap === undefined ? undefined : { f32: logitCap }],
    ['attention.sliding_window', window && { u32: window.tokens }],
    ['attention.sliding_window_pattern', windowPattern(config)],
    ['rope.freq_base_swa', window?.ropeBase === undefined ? undefined : { f32: window.ropeBase }],
  ];
  const named = ggufArchitecture(config);
  return new Map(entries.flatMap(([key, entry]) => (entry ? [[`${named}.${key}`, entry] as const] : [])));
}

/** Every how many layers one sees all, where llama.cpp leaves it to the architecture; 0: none does. */
const PERIODS: Readonly<Record<string, number>> = { llama: 0, phi3: 0, gemma2: 2 };

function windowPattern(config: DecoderConfig): GgufEntry | undefined {
  const { window } = config;
  if (!window) return undefined;
  const named = ggufArchitecture(config);
  const first = window.layers.indexOf(false);
  const period = PERIODS[named] ?? (first < 0 ? 0 : first + 1);
  const expected = window.layers.map((_, layer) => period === 0 || (layer + 1) % period !== 0);
  if (named === 'gemma3' && expected.every((is, layer) => is === window.layers[layer]))
    return { u32: period };
  if (named in PERIODS && expected.every((is, layer) => is === window.layers[layer])) return undefined;
  const layers = window.layers.flatMap((is, layer) => (is ? [layer] : [])).join(', ');
  throw new ExportError(
    'unsupported',
    `GGUF cannot say that layers ${layers} of a ${config.architecture} see a window of ${window.tokens} tokens`,
    'Export it as safetensors or ONNX.',
  );
}

/** llama.cpp knows Gemma's factor on scores by the model's depth, everybody else's by the width of a head. */
function refuseOwnScale({
  architecture,
  queryScale,
  hiddenSize,
  heads,
  headDim,
  layers,
}: DecoderConfig): void {
  if (queryScale === undefined) return;
  const isLargest = layers === ({ gemma2: 46, gemma3: 62 } as Record<string, number>)[architecture];
  const known = 1 / Math.sqrt(isLargest ? hiddenSize / heads : headDim);
  if (Math.abs(queryScale / known - 1) < 1e-6) return;
  throw new ExportError(
    'unsupported',
    `GGUF cannot say that scores are scaled by ${queryScale} rather than ${known}`,
    'Export it as safetensors or ONNX.',
  );
}
