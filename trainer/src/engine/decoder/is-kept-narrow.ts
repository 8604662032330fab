/**
 * Whether an input or output of a training graph is kept in bfloat16 by an executor that computes in it: frozen matrices,
 * and what a layer's forward half saves for its backward half. Norms, activations between layers, trainable values and
 * gradients are f32 always.
 */
export function isKeptNarrow(name: string): boolean {
  return name.startsWith('weight.') || name.startsWith('saved_') || name.endsWith('embedding');
}
