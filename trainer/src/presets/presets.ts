import { LORA_TARGETS } from '@cultivar/sdk/spec';
import type { Preset } from './preset.ts';

const ATTENTION = ['q_proj', 'k_proj', 'v_proj', 'o_proj'] as const;
const adamw = (learningRate: number, weightDecay = 0) =>
  ({ name: 'adamw', learningRate, weightDecay, clipNorm: 1 }) as const;
const cosine = (warmupSteps: number) => ({ name: 'cosine', warmupSteps }) as const;

/** Defaults for the common tasks. A flag overrides any of them. */
export const PRESETS = {
  'chat-assistant': {
    purpose: 'conversations of several turns, in the assistant’s voice',
    why: 'every projection, since a voice lies in all of them; long sequences, since turns depend on each other',
    settings: {
      ...{ sequenceLength: 1024, packing: true, accumulation: 4, epochs: 1, heldOutShare: 0.05 },
      lora: { rank: 16, alpha: 32, targets: [...LORA_TARGETS] },
      ...{ optimizer: adamw(2e-4), schedule: cosine(10) },
    },
  },
  instruction: {
    purpose: 'one instruction, one answer',
    why: 'a higher rate over shorter sequences: answers stand for themselves and are learnt faster than a voice',
    settings: {
      ...{ sequenceLength: 512, packing: true, accumulation: 4, epochs: 2, heldOutShare: 0.05 },
      lora: { rank: 16, alpha: 32, targets: [...LORA_TARGETS] },
      ...{ optimizer: adamw(5e-4), schedule: cosine(10) },
    },
  },
  classification: {
    purpose: 'a text and its label',
    why: 'attention alone at a low rank and some decay: few tokens count in each row, so more would learn it by heart',
    settings: {
      ...{ sequenceLength: 256, packing: true, accumulation: 2, epochs: 3, heldOutShare: 0.1 },
      lora: { rank: 8, alpha: 16, targets: [...ATTENTION] },
      ...{ optimizer: adamw(1e-3, 0.01), schedule: cosine(10) },
    },
  },
  code: {
    purpose: 'a task and the program that solves it',
    why: 'rank 32, since syntax and names are much that is new; a low rate keeps what the base model knows',
    settings: {
      ...{ sequenceLength: 1024, packing: true, accumulation: 4, epochs: 2, heldOutShare: 0.05 },
      lora: { rank: 32, alpha: 32, targets: [...LORA_TARGETS] },
      ...{ optimizer: adamw(2e-4, 0.01), schedule: cosine(20) },
    },
  },
  style: {
    purpose: 'texts in the manner of an author or a house',
    why: 'attention alone at a low rank: how something is said, without what is known',
    settings: {
      ...{ sequenceLength: 512, packing: true, accumulation: 2, epochs: 3, heldOutShare: 0.1 },
      lora: { rank: 8, alpha: 32, targets: [...ATTENTION] },
      ...{ optimizer: adamw(3e-4), schedule: cosine(10) },
    },
  },
  summarise: {
    purpose: 'a long text and its summary',
    why: 'the longest sequences, since what is cut off cannot be summarised; little counts in each, so two at a time',
    settings: {
      ...{ sequenceLength: 2048, packing: true, accumulation: 2, epochs: 2, heldOutShare: 0.05 },
      lora: { rank: 16, alpha: 32, targets: [...LORA_TARGETS] },
      ...{ optimizer: adamw(3e-4), schedule: cosine(10) },
    },
  },
  text: {
    purpose: 'plain texts of a field: pre-training goes on',
    why: 'a high rank on every projection, since knowledge is much and lies everywhere; a low rate keeps the rest',
    settings: {
      ...{ sequenceLength: 1024, packing: true, accumulation: 4, epochs: 1, heldOutShare: 0.05 },
      lora: { rank: 64, alpha: 64, targets: [...LORA_TARGETS] },
      ...{ optimizer: adamw(2e-4, 0.01), schedule: cosine(20) },
    },
  },
} as const satisfies Record<string, Preset>;

/** Name of a preset. */
export type PresetName = keyof typeof PRESETS;
