import type { LoraAdapter } from '../adapter/lora-adapter.ts';
import type { TrainedLayout } from '../engine/decoder/trained-layout.ts';

/** The tensors inside a flat vector, by their names; they share its memory. */
export function trainedTensors({ slots }: TrainedLayout, flat: Float32Array): LoraAdapter['tensors'] {
  return new Map(
    slots.map(({ name, shape, offset, length }) => [
      name,
      { shape: [...shape], data: flat.subarray(offset, offset + length) },
    ]),
  );
}
