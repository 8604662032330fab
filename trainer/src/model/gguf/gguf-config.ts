import type { AttentionWindow, DecoderConfig, Projection } from '../decoder-config.ts';
import { ModelFileError } from '../model-file-error.ts';
import type { RopeScaling } from '../rope-scaling.ts';
import type { GgufHeader } from './gguf-header.ts';
import { GgufMetadata } from './gguf-metadata.ts';
import { LINEAR_NAMES } from './gguf-tensor-names.ts';

type Architecture = DecoderConfig['architecture'];
/** Architectures as llama.cpp names them; Mistral's models stand there as `llama`. */
const ARCHITECTURES: readonly Architecture[] = ['llama', 'qwen2', 'qwen3', 'gemma2', 'gemma3', 'phi3'];

/** Keys below the architecture's name that are read here, and those that change nothing. */
const KNOWN_KEYS = new Set([
  ...['context_length', 'embedding_length', 'block_count', 'feed_forward_length', 'vocab_size'],
  ...['attention.head_count', 'attention.head_count_kv', 'attention.key_length', 'attention.value_length'],
  ...['attention.layer_norm_rms_epsilon', 'attention.sliding_window', 'attention.sliding_window_pattern'],
  ...['attn_logit_softcapping', 'final_logit_softcapping', 'rope.freq_base', 'rope.freq_base_swa'],
  ...['rope.dimension_count', 'rope.scaling.type', 'rope.scaling.factor', 'rope.scaling.finetuned'],
  ...['rope.scaling.original_context_length', 'tensor_data_layout'],
]);
/** Keys that say nothing while they have this value. */
const NEUTRAL: Readonly<Record<string, number>> = {
  expert_count: 0,
  expert_used_count: 0,
  'rope.scaling.attn_factor': 1,
};

/**
 * The decoder's shape from a GGUF header.
 *
 * @param ropeFactors What the file keeps as `rope_freqs.weight`, where it does.
 * @throws ModelFileError for another architecture, and for every key that may change the maths and is not known.
 */
export function ggufConfig(file: string, header: GgufHeader, ropeFactors?: Float32Array): DecoderConfig {
  const metadata = new GgufMetadata(file, header);
  const refuse = (what: string) => new ModelFileError('unsupported', file, what);
  const named = metadata.text('general.architecture');
  const architecture = ARCHITECTURES.find((name) => name === named);
  if (!architecture) {
    throw refuse(`architecture ${named}; supported are ${ARCHITECTURES.join(', ')}`);
  }
  refuseUnreadKeys(file, header, architecture);
  const key = (name: string) => `${architecture}.${name}`;
  const hiddenSize = metadata.integer(key('embedding_length'));
  const heads = metadata.integer(key('attention.head_count'));
  const headDim = metadata.integerOr(key('attention.key_length'), hiddenSize / heads);
  if (metadata.integerOr(key('attention.value_length'), headDim) !== headDim) {
    throw refuse('its values are as wide as its keys are not, which is not supported');
  }
  if (metadata.integerOr(key('rope.dimension_count'), headDim) !== headDim) {
    throw refuse('it rotates only part of each head, which is not supported');
  }
  const layers = metadata.integer(key('block_count'));
  const ropeScaling = scaling(file, metadata, header, architecture, ropeFactors);
  const config: DecoderConfig = {
    architecture,
    hiddenSize,
    intermediateSize: metadata.integer(key('feed_forward_length')),
    layers,
    heads,
    keyValueHeads: metadata.integerOr(key('attention.head_count_kv'), heads),
    headDim,
    vocabularySize: metadata.texts('tokenizer.ggml.tokens').length,
    contextLength: metadata.integer(key('context_length')),
    ropeBase: metadata.numberOr(key('rope.freq_base'), 10_000),
    normEpsilon: metadata.number(key('attention.layer_norm_rms_epsilon')),
    tiedEmbeddings: !header.tensors.has('output.weight'),
    ...(ropeScaling ? { ropeScaling } : {}),
  };
  return { ...config, ...options(file, metadata, header, config) };
}

function refuseUnreadKeys(file: string, { metadata }: GgufHeader, architecture: string): void {
  for (const [key, value] of metadata) {
    if (!key.startsWith(`${architecture}.`)) continue;
    const name = key.slice(architecture.length + 1);
    if (KNOWN_KEYS.has(name) || value === false) continue;
    if (Object.hasOwn(NEUTRAL, name) && NEUTRAL[name] === Number(value)) continue;
    const shown = Array.isArray(value) ? `a list of ${value.length}` : String(value).slice(0, 80);
    throw new ModelFileError('unsupported', file, `${key} is ${shown}, which is not known`);
  }
}

function scaling(
  file: string,
  metadata: GgufMetadata,
  { tensors }: GgufHeader,
  architecture: string,
  ropeFactors: Float32Array | undefined,
): RopeScaling | undefined {
  const kind = `${architecture}.rope.scaling.type`;
  const type = metadata.has(kind) ? metadata.text(kind) : 'none';
  const isLong = tensors.has('rope_factors_long.weight') || tensors.has('rope_factors_short.weight');
  if (isLong || (type !== 'none' && type !== 'linear')) {
    const found = isLong ? 'longrope' : type;
    throw new ModelFileError(
      'unsupported',
      file,
      `it scales its rotary positions by ${found}; linear is known`,
    );
  }
  if (ropeFactors) return { type: 'factors', factors: [...ropeFactors] };
  if (type === 'none') return undefined;
  return { type: 'linear', factor: metadata.number(`${architecture}.rope.scaling.factor`) };
}

/** What an architecture adds to a plain Llama; biases by whether they are there. */
function options(
  file: string,
  metadata: GgufMetadata,
  header: GgufHeader,
  config: DecoderConfig,
): Partial<DecoderConfig> {
  const { architecture } = config;
  const biases = Object.entries(LINEAR_NAMES)
    .filter(([name]) => header.tensors.has(`blk.0.${name}.bias`))
    .map(([, projection]) => projection satisfies Projection);
  return {
    ...(biases.length > 0 ? { biases } : {}),
    ...(architecture === 'qwen3' || architecture === 'gemma3' ? { headNorms: true } : {}),
    ...(architecture === 'phi3' ? { fusedProjections: true } : {}),
    ...(architecture === 'gemma2' || architecture === 'gemma3' ? gemma(metadata, config) : {}),
    ...window(file, metadata, config),
  };
}

function gemma(metadata: GgufMetadata, config: DecoderConfig): Partial<DecoderConfig> {
  const { architecture, hiddenSize, heads, headDim, layers } = config;
  const cap = (name: string) => {
    const key = `${architecture}.${name}_logit_softcapping`;
    return metadata.has(key) ? metadata.number(key) : undefined;
  };
  const [scoreCap, logitCap] = [cap('attn'), cap('final')];
  // The format does not say the scale; the 27B models have one of their own and are known by their depth.
  const isLargest = layers === (architecture === 'gemma2' ? 46 : 62);
  return {
    ...{ activation: 'gelu-tanh', resultNorms: true, offsetNorms: true },
    embeddingScale: Math.fround(Math.sqrt(hiddenSize)),
    queryScale: 1 / Math.sqrt(isLargest ? hiddenSize / heads : headDim),
    ...(scoreCap ? { scoreCap } : {}),
    ...(logitCap ? { logitCap } : {}),
  };
}

/** Every how many layers one sees all, where the format leaves it to the architecture; 0: none does. */
const PERIODS: Partial<Record<Architecture, number>> = { llama: 0, phi3: 0, gemma2: 2, gemma3: 6 };

function window(file: string, metadata: GgufMetadata, { architecture, layers: count }: DecoderConfig) {
  const key = (name: string) => `${architecture}.${name}`;
  const tokens = metadata.integerOr(key('attention.sliding_window'), 0);
  if (tokens === 0) return {};
  const period = metadata.integerOr(key('attention.sliding_window_pattern'), PERIODS[architecture]);
  if (period === undefined) {
    throw new ModelFileError('unsupported', file, `a window of ${tokens} tokens on layers it does not name`);
  }
  const layers = Array.from(
    { length: Math.min(count, 1024) },
    (_, layer) => period === 0 || (layer + 1) % period !== 0,
  );
  const found: AttentionWindow = { tokens, layers };
  return {
    window:
      architecture === 'gemma3'
        ? { ...found, ropeBase: metadata.numberOr(key('rope.freq_base_swa'), 10_000) }
        : found,
  };
}
