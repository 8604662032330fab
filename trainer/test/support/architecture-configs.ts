import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { TINY_CONFIG } from './tiny-config.ts';

/** The tiny decoder with the options of each architecture. */
export const ARCHITECTURE_CONFIGS: Record<string, DecoderConfig> = {
  llama: TINY_CONFIG,
  mistral: {
    ...TINY_CONFIG,
    architecture: 'mistral',
    tiedEmbeddings: false,
    window: { tokens: 5, layers: [true, true] },
  },
  qwen2: { ...TINY_CONFIG, architecture: 'qwen2', biases: ['q_proj', 'k_proj', 'v_proj'] },
  qwen3: { ...TINY_CONFIG, architecture: 'qwen3', headDim: 24, headNorms: true },
  gemma2: {
    ...TINY_CONFIG,
    architecture: 'gemma2',
    activation: 'gelu-tanh',
    resultNorms: true,
    offsetNorms: true,
    embeddingScale: 8,
    queryScale: 0.2,
    scoreCap: 3,
    logitCap: 2,
    window: { tokens: 5, layers: [true, false] },
  },
  gemma3: {
    ...TINY_CONFIG,
    architecture: 'gemma3',
    activation: 'gelu-tanh',
    resultNorms: true,
    offsetNorms: true,
    headNorms: true,
    embeddingScale: 8,
    queryScale: 0.3,
    ropeBase: 1_000_000,
    window: { tokens: 5, layers: [true, false], ropeBase: 10_000 },
  },
  phi3: { ...TINY_CONFIG, architecture: 'phi3', fusedProjections: true, tiedEmbeddings: false },
};
