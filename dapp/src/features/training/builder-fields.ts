import { FUSED_LORA_TARGETS, LORA_TARGETS } from '@cultivar/sdk/spec';

/** How a field is edited. */
export type FieldControlKind = 'text' | 'integer' | 'number' | 'choice' | 'switch' | 'targets';

/** One field of a job's manifest as the builder shows it. */
export type BuilderField = {
  /** Where it stands in the manifest. */
  path: string;
  label: string;
  kind: FieldControlKind;
  /** Shown without asking; the others are under Advanced. */
  main?: boolean;
  choices?: readonly string[];
  hint?: string;
  /** May be left empty. */
  optional?: boolean;
};

/** Every field that a person may set, ten of them in front. */
export const BUILDER_FIELDS: readonly BuilderField[] = [
  { path: 'name', label: 'Name', kind: 'text', main: true },
  { path: 'lora.rank', label: 'Rank', kind: 'integer', main: true },
  { path: 'lora.alpha', label: 'Alpha', kind: 'number', main: true },
  { path: 'optimizer.learningRate', label: 'Learning rate', kind: 'number', main: true },
  {
    path: 'schedule.name',
    label: 'Schedule',
    kind: 'choice',
    choices: ['constant', 'linear', 'cosine'],
    main: true,
  },
  { path: 'steps', label: 'Steps', kind: 'integer', main: true, hint: 'optimiser steps' },
  {
    path: 'sequenceLength',
    label: 'Tokens a sequence',
    kind: 'integer',
    main: true,
    hint: 'a multiple of 16',
  },
  { path: 'accumulation', label: 'Sequences a step', kind: 'integer', main: true },
  {
    path: 'data.maxRows',
    label: 'Rows, at most',
    kind: 'integer',
    main: true,
    optional: true,
    hint: 'empty: all',
  },
  { path: 'data.heldOutRows', label: 'Held out', kind: 'integer', main: true, hint: 'rows never trained on' },
  { path: 'summary', label: 'Summary', kind: 'text', optional: true, hint: 'one sentence for a card' },
  { path: 'license', label: 'Licence', kind: 'text', hint: 'an SPDX id' },
  {
    path: 'lora.targets',
    label: 'Projections',
    kind: 'targets',
    choices: [...LORA_TARGETS, ...FUSED_LORA_TARGETS],
    hint: 'Phi-3 has qkv_proj and gate_up_proj in place of q, k, v, gate and up',
  },
  { path: 'packing', label: 'Pack short rows', kind: 'switch' },
  { path: 'schedule.warmupSteps', label: 'Warm-up steps', kind: 'integer' },
  { path: 'seed', label: 'Seed', kind: 'integer', hint: 'of the adapter’s first values' },
  {
    path: 'data.orderSeed',
    label: 'Order seed',
    kind: 'integer',
    hint: 'of the split and the order of rows',
  },
  { path: 'data.badRows', label: 'Broken rows', kind: 'choice', choices: ['refuse', 'skip'] },
  { path: 'data.lossOn', label: 'Learned from', kind: 'choice', choices: ['assistant', 'all'] },
  { path: 'data.templateDate', label: 'Date in the template', kind: 'text' },
  { path: 'batchSize', label: 'Sequences a micro-batch', kind: 'integer' },
  {
    path: 'evaluation.everySteps',
    label: 'Evaluate every',
    kind: 'integer',
    hint: 'steps; 0: first and last',
  },
  { path: 'segmentSteps', label: 'Steps a trace segment', kind: 'integer' },
  { path: 'optimizer.weightDecay', label: 'Weight decay', kind: 'number' },
  { path: 'optimizer.clipNorm', label: 'Largest gradient norm', kind: 'number', hint: '0: no clipping' },
  { path: 'optimizer.beta1', label: 'Beta 1', kind: 'number' },
  { path: 'optimizer.beta2', label: 'Beta 2', kind: 'number' },
  { path: 'optimizer.epsilon', label: 'Epsilon', kind: 'number' },
];
