import type { DecoderConfig } from './decoder-config.ts';
import { ModelFileError } from './model-file-error.ts';

const MAX = {
  hiddenSize: 65_536,
  intermediateSize: 1 << 20,
  layers: 1024,
  heads: 1024,
  vocabularySize: 4 << 20,
  contextLength: 16 << 20,
};

/** Refuses a configuration that is no decoder. Whatever is read by its numbers is read after this. */
export function checkConfig(file: string, config: DecoderConfig): void {
  const refuse = (detail: string) => new ModelFileError('malformed', file, detail);
  for (const [field, limit] of Object.entries(MAX) as [keyof typeof MAX, number][]) {
    const value = config[field];
    if (!Number.isInteger(value) || value < 1 || value > limit) throw refuse(`${field} is ${value}`);
  }
  const { heads, keyValueHeads, headDim, ropeScaling, window } = config;
  if (!Number.isInteger(headDim) || headDim < 2 || headDim % 2 !== 0 || headDim > 1024) {
    throw refuse(`a head has ${headDim} dimensions`);
  }
  if (!Number.isInteger(keyValueHeads) || keyValueHeads < 1 || heads % keyValueHeads !== 0) {
    throw refuse(`${heads} heads do not share ${keyValueHeads} key-value heads`);
  }
  for (const [what, value, limit] of positives(config)) {
    if (value !== undefined && !(value > 0 && value <= limit)) throw refuse(`${what} is ${value}`);
  }
  if (ropeScaling?.type === 'factors' && ropeScaling.factors.length !== headDim / 2) {
    throw refuse(`${ropeScaling.factors.length} rope factors for heads of ${headDim}`);
  }
  if (ropeScaling?.type === 'llama3' && ropeScaling.lowFrequencyFactor >= ropeScaling.highFrequencyFactor) {
    throw refuse('the rotary factor of low frequencies is not below that of high ones');
  }
  if (window && !(Number.isInteger(window.tokens) && window.layers.length === config.layers)) {
    throw refuse(`${window.layers.length} layers with a window of ${window.tokens} tokens`);
  }
}

/** Real numbers of a configuration with what each may be at most. */
function positives(config: DecoderConfig): [string, number | undefined, number][] {
  const { ropeScaling, window } = config;
  const factors = ropeScaling?.type === 'factors' ? ropeScaling.factors : [ropeScaling?.factor];
  return [
    ['the rope base', config.ropeBase, 1e12],
    ["the windows' rope base", window?.ropeBase, 1e12],
    ['the norm epsilon', config.normEpsilon, 1],
    ['the factor on embeddings', config.embeddingScale, 1e6],
    ['the factor on scores', config.queryScale, 1e6],
    ['the cap of scores', config.scoreCap, 1e6],
    ['the cap of logits', config.logitCap, 1e6],
    ['the window', window?.tokens, Number.MAX_SAFE_INTEGER],
    ...factors.map((factor): [string, number | undefined, number] => ['a rope factor', factor, 1e6]),
  ];
}
