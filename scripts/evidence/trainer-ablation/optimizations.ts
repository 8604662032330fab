/** What differs from a plain step: fields of the task in trainer/bench/ablation/task.ts. */
export type Change = Readonly<Record<string, string | number>>;

/** A step of one lane with everything that is on by default; each optimisation is compared with one that lacks it. */
export const PLAIN: Change = {
  ...{ executor: 'ort-cpu', lanes: 1, operationThreads: 1, saving: 'activations' },
  ...{ rows: 'packed', logits: 'counted', weights: 'inputs' },
};

/** One optimisation: what it is compared with, and what it is. Absent changes are the plain step. */
export type Optimization = { name: string; without?: Change; with?: Change };

/** What each optimisation of a training step brings, everything else equal. */
export const OPTIMIZATIONS: readonly Optimization[] = [
  { name: 'results of the forward half kept, not computed again', without: { saving: 'nothing' } },
  { name: 'rows packed, not padded to T each', without: { rows: 'padded' } },
  { name: 'rows packed, not apart at their own lengths', without: { rows: 'apart' } },
  { name: 'logits of counted labels alone, not of all tokens', without: { logits: 'all' } },
  {
    name: 'two cores: a lane each, not one operation on both',
    without: { operationThreads: 2 },
    with: { lanes: 2 },
  },
  { name: 'two lanes, not one', with: { lanes: 2 } },
  { name: 'frozen weights as inputs, not as constants of each layer', without: { weights: 'constants' } },
  { name: 'base in four bits, not in f32', with: { weights: 'four-bits' } },
  { name: 'openvino-f32, not ort-cpu', with: { executor: 'openvino-f32' } },
  {
    name: 'openvino-bf16, not openvino-f32',
    without: { executor: 'openvino-f32' },
    with: { executor: 'openvino-bf16' },
  },
  {
    name: 'computed again, in f32: two lanes',
    without: { lanes: 2 },
    with: { lanes: 2, saving: 'nothing' },
  },
];

/** Rows whose logits are held at once by the head, measured by itself. */
export const HEAD_ROWS: readonly number[] = [32, 128, 512];

/** The name of a step under which it is measured: it is measured once, however often it is compared. */
export function stepName(change: Change = {}): string {
  const differing = Object.entries(change).filter(([key, value]) => PLAIN[key] !== value);
  return differing.map(([key, value]) => `${key}=${value}`).join(' ') || 'plain';
}
