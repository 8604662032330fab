import type { Layout } from './full-layout.ts';
import { isFull } from './full-layout.ts';
import type { LoraLayout } from './lora-layout.ts';

/** The layout of a model without an adapter. */
export const NO_ADAPTER: LoraLayout = { rank: 1, scale: 1, slots: [], length: 0 };

/** The adapter of a layout; where the weights themselves are trained, one of nothing. */
export function adapterOf(layout: Layout): LoraLayout {
  return isFull(layout) ? NO_ADAPTER : layout;
}
